export { teamsPackage } from './package';
