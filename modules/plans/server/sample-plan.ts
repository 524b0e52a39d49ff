import { readMarked } from "../reading/samples/marked.ts";
import { province2024 } from "../reading/samples/province-2024.ts";

/** The plan of the demo and of other rooms' tests: invented, in the style of a province's plan of 2024. */
export const province2024Text = readMarked(province2024).text;
