import s02 from './texts/s02.json' with { type: 'json' };
import s03_01 from './texts/s03.01.json' with { type: 'json' };
import s03_02_01 from './texts/s03.02.01.json' with { type: 'json' };
import s03_02_02_01 from './texts/s03.02.02.01.json' with { type: 'json' };
import s03_02_02_02 from './texts/s03.02.02.02.json' with { type: 'json' };
import s03_02_03 from './texts/s03.02.03.json' with { type: 'json' };
import s03_02_04_01 from './texts/s03.02.04.01.json' with { type: 'json' };
import s03_02_04_02 from './texts/s03.02.04.02.json' with { type: 'json' };
import s03_02_04_03 from './texts/s03.02.04.03.json' with { type: 'json' };
import s03_02_05 from './texts/s03.02.05.json' with { type: 'json' };
import s03_02_06 from './texts/s03.02.06.json' with { type: 'json' };
import s03_02_07 from './texts/s03.02.07.json' with { type: 'json' };
import s03_02_08_01 from './texts/s03.02.08.01.json' with { type: 'json' };
import s03_02_08_02 from './texts/s03.02.08.02.json' with { type: 'json' };
import s03_02_08_03 from './texts/s03.02.08.03.json' with { type: 'json' };
import s03_03 from './texts/s03.03.json' with { type: 'json' };
import s04_02 from './texts/s04.02.json' with { type: 'json' };
import s04_03_01 from './texts/s04.03.01.json' with { type: 'json' };
import s04_03_02 from './texts/s04.03.02.json' with { type: 'json' };
import s04_03_03 from './texts/s04.03.03.json' with { type: 'json' };
import s04_03_04 from './texts/s04.03.04.json' with { type: 'json' };
import s04_03_07 from './texts/s04.03.07.json' with { type: 'json' };
import s06 from './texts/s06.json' with { type: 'json' };

/** The texts as they were written, by the key of their section. */
export const TEXTS_JSON: Readonly<Record<string, unknown>> = {
  s02,
  's03.01': s03_01,
  's03.02.01': s03_02_01,
  's03.02.02.01': s03_02_02_01,
  's03.02.02.02': s03_02_02_02,
  's03.02.03': s03_02_03,
  's03.02.04.01': s03_02_04_01,
  's03.02.04.02': s03_02_04_02,
  's03.02.04.03': s03_02_04_03,
  's03.02.05': s03_02_05,
  's03.02.06': s03_02_06,
  's03.02.07': s03_02_07,
  's03.02.08.01': s03_02_08_01,
  's03.02.08.02': s03_02_08_02,
  's03.02.08.03': s03_02_08_03,
  's03.03': s03_03,
  's04.02': s04_02,
  's04.03.01': s04_03_01,
  's04.03.02': s04_03_02,
  's04.03.03': s04_03_03,
  's04.03.04': s04_03_04,
  's04.03.07': s04_03_07,
  s06,
};
