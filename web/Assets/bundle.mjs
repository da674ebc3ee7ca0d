// Bundles scripts/pages/*.ts and styles/app.css into ../wwwroot/assets, each file named by its content,
// with Brotli and gzip beside it; assets.json (written last) maps the plain name to the hashed one.
import { build } from "esbuild";
import { brotliCompressSync, gzipSync, constants } from "node:zlib";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";

const out = "../wwwroot/assets";
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const pages = readdirSync("scripts/pages").filter(name => name.endsWith(".ts"));
const result = await build({
  entryPoints: [
    ...pages.map(name => ({ in: join("scripts/pages", name), out: basename(name, ".ts") })),
    { in: "styles/app.css", out: "app" },
    ...readdirSync("static").map(name => ({ in: join("static", name), out: basename(name, extname(name)) })),
  ],
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022", "chrome114", "firefox125", "safari17"],
  minify: true,
  legalComments: "none",
  charset: "utf8",
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".svg": "copy", ".woff2": "copy" },
  metafile: true,
  logLevel: "warning",
});

const names = {};
for (const [file, made] of Object.entries(result.metafile.outputs)) {
  const name = basename(file);
  const content = readFileSync(join(out, name));
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(content, brotli));
  writeFileSync(join(out, `${name}.gz`), gzipSync(content, { level: 9 }));
  const plain = made.entryPoint ? name.replace(/-[0-9A-Z]{8}(?=\.[a-z0-9]+$)/, "") : name;
  names[plain] = name;
}
writeFileSync(join(out, "assets.json"), JSON.stringify(names, null, 2));
