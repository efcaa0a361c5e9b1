/* Imports each module and prints, as JSON, whether it threw and what its own validator found. */
const log = console.log;
// A library that prints must not get between the lines.
console.log = console.error;
const runs = {};
for (const file of process.argv.slice(2)) {
  try {
    const { document, problems } = await import(file);
    JSON.stringify(document);
    runs[file] = { problems: problems ?? [] };
  } catch (error) {
    runs[file] = { thrown: error instanceof Error ? error.message : String(error) };
  }
}
log(JSON.stringify(runs));
