export { engineFor, knownSchemes } from './registry.ts';
