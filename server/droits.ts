/**
 * Imported first by whatever writes data: files and folders that it makes (databases, journals, citizens' files, caches)
 * are readable by their owner alone, whatever the machine's habit.
 */
process.umask(0o077);
