export {
  importAccount,
  type ImportedAccount,
  type ImportOptions,
  type Skipped,
} from './import/import-account.ts';
