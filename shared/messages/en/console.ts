export const enConsole = {
  address: 'Dong Thao runs at {{address}}',
  demo: 'Demo: whoever can open this page can sign in as any member, without a password.',
  setUp: 'Make the first account, which administers, by the one-time link below.',
  portTaken: 'PORT: another program uses port {{port}}. Stop it or set another PORT.',
  portForbidden: 'PORT: this machine does not allow port {{port}}. Set PORT to 1024 or above.',
  unusedSettings: 'This release does not use: {{names}}',
  demoCutOff: 'The founding example was cut off while it was made: start with an empty DATA_DIR to get a whole one.',
  hostUnknown: 'HOST: this machine has no address {{host}}.',
} as const;
