export const enSignIn = {
  title: 'Sign in',
  lead: 'Write the papers of the congress together',
  login: 'Login',
  password: 'Password',
  loginMissing: 'Enter your login.',
  passwordMissing: 'Enter your password.',
  submit: 'Sign in',
  showPassword: 'Show or hide the password',
  setUpFirst:
    'This server has no account yet. Open the link to set up that the program printed in its window; each start prints a new one.',
  demoTitle: 'Try it',
  demoText: 'Enter as a person of the sample committee; no password is needed.',
};
