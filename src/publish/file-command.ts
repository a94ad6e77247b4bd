/** File commands: what the runner reads from GITHUB_OUTPUT and GITHUB_STATE after the step (FileCommandManager.cs). */
import { randomUUID } from 'node:crypto';

/**
 * The value is everything between the two delimiters, byte for byte. Nobody can guess the delimiter, so no value can end
 * itself and begin another one. `name` is ours: it holds neither '=' nor '<<'.
 */
export function keyValue(name: string, value: string): string {
  const delimiter = `end-${randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
