// Jest runs CommonJS: everything, packages included, is turned into it by swc, because NestJS ships as ES modules only.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const swc = require('@swc/core');

const ownSource = readFileSync(__filename);

const options = (filename) => ({
  filename,
  sourceMaps: 'inline',
  inlineSourcesContent: true,
  isModule: /\.(ts|mjs)$/.test(filename) ? true : 'unknown',
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: filename.endsWith('.ts')
      ? { syntax: 'typescript', decorators: true }
      : { syntax: 'ecmascript', importAttributes: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    experimental: { keepImportAttributes: false },
  },
  module: { type: 'commonjs', importInterop: 'swc' },
});

const withJest = (filename) => {
  const result = options(filename);
  result.jsc.transform.hidden = { jest: true };
  return result;
};

const sourceImport = /((?:from|import)\s*\(?\s*['"])(\.{1,2}\/[^'"]+)\.js(['"])/g;

// ES modules may have names of their own that CommonJS gives every module.
const givenNames = /^(?:const|let) (__dirname|__filename)\b/gm;

const prepared = (source, filename) =>
  filename.endsWith('.ts') ? source.replace(sourceImport, '$1$2$3') : source.replace(givenNames, 'var $1');

module.exports = {
  process: (source, filename) => swc.transformSync(prepared(source, filename), withJest(filename)),
  getCacheKey: (source, filename) =>
    createHash('sha1')
      .update(source)
      .update(filename)
      .update(JSON.stringify(withJest(filename)))
      .update(ownSource)
      .update(swc.version)
      .digest('hex'),
};
