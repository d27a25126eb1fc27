/** Which of the two texts a narrow screen shows. */
export type ShownText = 'part' | 'section';
