/** Layout profiles that an organisation may print its papers by; each is a file of `shared/document/profiles`. */
export const LAYOUT_PROFILES = ['dang-hd05-2026', 'dang-hd36-2018', 'nha-nuoc-nd30-2020'] as const;

/** Where the tone stands in syllables such as hoa, thuy: as dictionaries long had it, or on the main vowel. */
export const TONE_STYLES = ['old', 'new'] as const;

/** On whose authority papers are signed; a layout profile has the abbreviations of those that its regime knows. */
export const SIGNATURE_FORMS = ['onBehalfOfBody', 'deputyForHead', 'byOrder', 'byDelegation', 'actingHead'] as const;
