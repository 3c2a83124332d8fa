// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures between outcomes and provenance, in the order of the page.
import type { Context } from "./context";
import type { Picture } from "./figure";
import { fit } from "./pictures/fit";
import { grades } from "./pictures/grades";
import { journeys } from "./pictures/journeys";
import { ledger } from "./pictures/ledger";
import { lives } from "./pictures/lives";
import { lottery } from "./pictures/lottery";
import { months } from "./pictures/months";
import { spread } from "./pictures/spread";

export const sections: [string, (context: Context) => Picture][] = [
  ["lives", lives],
  ["journeys", journeys],
  ["ledger", ledger],
  ["lottery", lottery],
  ["months", months],
  ["fit", fit],
  ["spread", spread],
  ["grades", grades],
];
