// node duckdb.mjs job.duckdb.sql      each statement of the file, then the one row that the last one gives
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { DuckDBInstance } = createRequire(`${process.env.PMI_PEERS_NODE}/`)('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const result = await connection.runAndReadAll(readFileSync(process.argv[2], 'utf8'));
console.log(result.getRows()[0].join(' '));
