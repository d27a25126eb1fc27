export const enConsole = {
  address: 'Dong Thao runs at {{address}}',
  demo: 'Demo: whoever can open this page can sign in as any member, without a password.',
  setUp: 'Make the first account, which administers, by the link below, good once, within an hour.',
  portTaken: 'PORT: another program uses port {{port}}. Stop it or set another PORT.',
  portForbidden: 'PORT: this machine does not allow port {{port}}. Set PORT to 1024 or above.',
  unusedSettings: 'This release does not use: {{names}}',
  demoCutOff: 'The founding example was cut off while it was made: start with an empty DATA_DIR to get a whole one.',
  folderIsFile: 'DATA_DIR: {{folder}} is not a folder. Set DATA_DIR to a folder.',
  folderUnusable:
    'DATA_DIR: the folder {{folder}} can not be made or written to ({{reason}}). Set DATA_DIR to one that this account may write to.',
  storeInUse: 'DATA_DIR: another program is using the data in {{folder}}. Stop it or set another DATA_DIR.',
  storeNewer:
    'DATA_DIR: the data in {{folder}} belongs to a newer version of this program. Start that one or bring back a backup.',
  storeUnreadable:
    'DATA_DIR: the data in {{folder}} can not be opened ({{reason}}). Bring back a backup or set another DATA_DIR.',
  storeInFolder: 'DATABASE_URL: this version keeps its data in DATA_DIR only. Leave DATABASE_URL away.',
  hostUnknown: 'HOST: this machine has no address {{host}}.',
} as const;
