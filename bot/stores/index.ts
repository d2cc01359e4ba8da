export { BackupError, readBackup, writeBackup } from './backup-file';
export { moveStore } from './move-store';
