export { engineFor } from './registry.ts';
