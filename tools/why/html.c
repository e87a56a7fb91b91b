#include "html.h"

#include <string.h>

static const char style[] =
	"@page{size:A4;margin:17mm 18mm 15mm;@bottom-right{content:counter(page) ' / ' counter(pages);"
	"font:8pt 'Liberation Sans',Arial,sans-serif;color:#555}}"
	"*{box-sizing:border-box}"
	"body{font:10pt/1.38 'Liberation Sans',Arial,Helvetica,sans-serif;color:#111;margin:0 auto;"
	"max-width:174mm}"
	"@media screen{body{padding:18mm 0}}"
	".heads{display:flex;justify-content:space-between;margin-bottom:6mm}"
	".heads>div{width:78mm}.heads .to{margin-top:10mm}"
	".name{font-weight:bold}"
	".place{text-align:right;margin:0 0 6mm}"
	"h1{font-size:11.5pt;margin:0 0 1mm}"
	"h2{font-size:10.5pt;margin:5mm 0 1.2mm;padding-bottom:.8mm;border-bottom:.4pt solid #555;"
	"break-after:avoid}"
	"p{margin:0 0 2mm}"
	"table{border-collapse:collapse;width:100%}"
	"th,td{text-align:left;vertical-align:top;padding:.7mm 2mm .7mm 0}"
	"table.facts th{width:46mm;font-weight:normal;color:#444}table.facts th,table.facts td{padding:.4mm 2mm .4mm 0}"
	"table.rules{font-size:8.6pt;line-height:1.3}"
	"table.rules thead th{border-bottom:.6pt solid #111;font-size:8.2pt;color:#333}"
	"table.rules td{border-bottom:.3pt solid #bbb}"
	"table.rules tr{break-inside:avoid}"
	"table.rules .id{width:12mm;font-weight:bold}table.rules .article{width:30mm}"
	"table.rules .inputs{width:58mm;overflow-wrap:anywhere}.taken{color:#444}"
	"tr.raised td{background:#f3f3f3}"
	".sum{font-size:11pt;font-weight:bold;margin:1mm 0 2mm}"
	".small{font-size:8.6pt;color:#333}"
	".hash{font:8pt/1.3 'Liberation Mono','DejaVu Sans Mono',monospace;overflow-wrap:anywhere}"
	"ul{margin:0;padding-left:5mm}li{margin-bottom:.8mm}"
	"ul.unmet{columns:2;column-gap:6mm;font-size:8.2pt;line-height:1.3;list-style:none;padding:0}"
	"ul.unmet li{break-inside:avoid}"
	".close{display:flex;justify-content:space-between;break-inside:avoid}"
	".close>div{width:112mm}.close>.sign{width:54mm;min-height:24mm;margin-top:5mm}";

void
html_text(struct output *out, struct text text)
{
	for (size_t i = 0; i < text.len; i++) {
		const char *named = text.at[i] == '&' ? "&amp;" : text.at[i] == '<' ? "&lt;"
			: text.at[i] == '>' ? "&gt;" : text.at[i] == '"' ? "&quot;" : NULL;

		if (named)
			output_write(out, named, strlen(named));
		else
			output_write(out, &text.at[i], 1);
	}
}

void
html_element(struct output *out, const char *tag, const char *kind, struct text text)
{
	output_print(out, kind ? "<%s class=\"%s\">" : "<%s>", tag, kind);
	html_text(out, text);
	output_print(out, "</%s>\n", tag);
}

void
html_row(struct output *out, const char *name, struct text value)
{
	if (!text_given(value))
		return;
	output_print(out, "<tr><th>%s</th><td>", name);
	html_text(out, value);
	output_print(out, "</td></tr>\n");
}

void
html_begin(struct output *out, struct text title)
{
	output_print(out, "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
	html_text(out, title);
	output_print(out, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
}

void
html_end(struct output *out)
{
	output_print(out, "</body>\n</html>\n");
}
