// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures between outcomes and provenance, in the order of the page.
import type { Context } from "./context";
import type { Picture } from "./figure";

export const sections: [string, (context: Context) => Picture][] = [];
