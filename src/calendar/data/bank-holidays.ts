// Written by src/build/calendars.ts from date-holidays and divergences.json; not to be edited by hand.
import type { PackedHolidays } from '../packed.js';

export const bankHolidays: PackedHolidays = {
  divisions: [
    { id: 'GB-ENG', title: 'England and Wales' },
    { id: 'GB-SCT', title: 'Scotland' },
    { id: 'GB-NIR', title: 'Northern Ireland' },
  ],
  from: 2000,
  until: 2050,
  official: { from: 2011, until: 2028 },
  holidays: `
ESN 0101 .0000..0000..0000.0000..0000.0000..0000..0000.0000. New Year's Day
ESN 0102 1....10....10....0....10....1....10....10....0....1 New Year's Day (substitute day)
S 0102 .0000..000...000..000...000..0000..000...000..000.. 2nd January
S 0103 1....10...110...10...110...11....10...110...10...11 2nd January (substitute day)
N 0317 0..0000.0000..0000..0000.0000..0000.0000..0000..000 St Patrick's Day
N 0318 .10....1....10....10....0....10....1....10....10... St Patrick's Day (substitute day)
ESN 0321 vn8sj4og0kcwg8sd4o9tkcph8sd5o9tl5ph2ldxi9te6ph2mdqi Good Friday
EN 0324 vn8sj4og0kcwg8sd4o9tkcph8sd5o9tl5ph2ldxi9te6ph2mdqi Easter Monday
ESN 0429 ...........0....................................... Royal wedding
ESN 0501 06542106432165431065.210543206542106432165431065321 Early May bank holiday
ESN 0508 .......................0........................... Coronation of King Charles III
ESN 0508 ....................0.............................. Early May bank holiday (VE day)
ESN 0525 43a165431065a21054320684210643216543106532105432065 Spring bank holiday
ESN 0603 ......................0............................ Platinum Jubilee
ESN 0603 ..0................................................ Golden Jubilee
ESN 0605 ............0...................................... Diamond Jubilee
S 0615 ..........................0........................ World Cup bank holiday
N 0712 000.0000..0000..0000.0000..0000.0000..0000..0000.00 Battle of the Boyne (Orangemen's Day)
N 0713 ...1....10....10....0....10....1....10....10....0.. Battle of the Boyne (Orangemen's Day) (substitute day)
S 0801 654310653210543206542106432165431065321054320654210 Summer bank holiday
EN 0825 321054320654210643216543106532105432065421064321654 Summer bank holiday
ESN 0919 ......................0............................ State funeral of Queen Elizabeth II
S 1130 .......0.0000..0000.0000..0000..0000.0000..0000.000 St Andrew's Day
S 1201 ........0....10....1....10....10....0....10....1... St Andrew's Day (substitute day)
ESN 1225 0000..0000..0000.0000..0000.0000..0000..0000.0000.. Christmas Day
ESN 1226 0000.0000..0000.0000..0000..0000.0000..0000.0000..0 Boxing Day
ESN 1227 ....00....00....0....00....0....00....00....0....00 Christmas Day (substitute day)
ESN 1228 ....0....00....0....00....00....0....00....0....00. Boxing Day (substitute day)
`,
};
