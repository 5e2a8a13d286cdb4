// `npm run clients`: writes what clients are made of from the OpenAPI document of the build: the types of the TypeScript client, and a
// collection for Postman, Bruno or Insomnia (which git leaves out). With --check nothing is written, and the exit code says whether the
// types are those of the API by now.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import openApiToPostman from 'openapi-to-postmanv2';
import openapiTS, { astToString } from 'openapi-typescript';

const root = join(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');

const text = execFileSync(process.execPath, [join(root, 'dist/src/cli.js'), 'openapi'], {
  cwd: root,
  env: { ...process.env, LOG_LEVEL: 'error' },
  maxBuffer: 64 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'inherit'],
}).toString();
const document = { ...JSON.parse(text), servers: [{ url: 'http://localhost:8001' }] };

async function collection() {
  const convert = promisify(openApiToPostman.convert);
  const result = await convert(
    { type: 'json', data: document },
    {
      folderStrategy: 'Tags',
      parametersResolution: 'Example',
      requestNameSource: 'Fallback',
      includeResponses: false,
    },
  );
  if (!result.result) throw new Error(result.reason);
  return JSON.stringify(result.output[0].data);
}

const types = `// Made by \`npm run clients\` from the OpenAPI document; do not edit.\n\n${astToString(await openapiTS(document))}`;
const typesFile = join(root, 'clients/typescript/src/schema.d.ts');
if (!isCheck) {
  writeFileSync(typesFile, types);
  writeFileSync(join(root, 'clients/online-cinema.postman_collection.json'), await collection());
} else if (readFileSync(typesFile, 'utf8') !== types) {
  process.stderr.write(
    'The types of the TypeScript client are not those of the API by now: npm run clients\n',
  );
  process.exitCode = 1;
}
