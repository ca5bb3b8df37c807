const majeure = Number(process.versions.node.split('.')[0]);

// Before anything native is loaded: better-sqlite3 crashes an older Node without a word.
if (majeure < 24) {
  console.error(
    `Parvis needs Node 24 or later; this is Node ${process.versions.node}. « npm start » brings its own.`,
  );
  process.exit(1);
}
