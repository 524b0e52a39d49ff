/** What the phone keeps and shows of materials: pure, without a screen. */
export * from "./client/field-material.ts";
