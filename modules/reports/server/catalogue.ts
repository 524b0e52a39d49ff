import type { Tx } from "#platform/db/session.ts";
import type { ReportFigure } from "../contract.ts";

export interface Named {
  position: number;
  nameVi: string;
  nameEn: string;
  measureVi: string;
  measureEn: string;
  definitionVi: string;
  definitionEn: string;
  legalBasis: string;
  addsUp: ReportFigure["addsUp"];
  smallCells: boolean;
}

/** All indicators with their names, in their order. */
export async function catalogue(tx: Tx): Promise<Map<string, Named>> {
  const rows = await tx.selectFrom("indicator").selectAll().orderBy("position").execute();
  return new Map(
    rows.map((i) => [
      i.code,
      {
        position: i.position,
        nameVi: i.name_vi,
        nameEn: i.name_en,
        measureVi: i.measure_vi,
        measureEn: i.measure_en,
        definitionVi: i.definition_vi,
        definitionEn: i.definition_en,
        legalBasis: i.legal_basis,
        addsUp: i.adds_up as ReportFigure["addsUp"],
        smallCells: i.small_cells,
      },
    ]),
  );
}
