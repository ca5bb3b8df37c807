/** The operator's commands: `npm run parvis -- <command>`. */
import './exiger-node.ts';
import './droits.ts';

const { executer } = await import('./commandes.ts');

process.exitCode = await executer(process.argv.slice(2), process.env);
