import type { messagesVi } from "./messages.vi.ts";

export const messagesEn = {
  "problem.unit.not-found": "This unit was not found. It may have been merged; search by name or code.",
  "problem.unit.not-on-day": "The unit does not exist on the chosen day. Nothing was changed; choose another day.",
  "problem.unit.later-change":
    "The unit already has a change after this day, so none can be put before it. Nothing was changed; choose a later day.",
  "problem.unit.parent-gone": "The parent unit does not exist from the chosen day on. Choose another parent.",
  "problem.unit.parent-needed": "Choose the parent unit.",
  "problem.unit.parent-level": "The parent must be of a higher level. Choose another parent or another kind.",
  "problem.unit.cycle": "A unit cannot be put under itself or under one of its own.",
  "problem.unit.kind-unknown": "There is no such kind of unit in the catalogue.",
  "problem.unit.kind-era":
    "Units of this kind are not founded on this day (by the law of that time). Choose another kind or day.",
  "problem.unit.code-taken": "This code belongs to another unit at the same time.",
  "problem.unit.name-taken": "There is already a unit of this kind and name under the same parent.",
  "problem.unit.nothing-changes": "Nothing differs from what is there, so nothing was changed.",
  "problem.unit.has-children":
    "The unit still has units under it. Move them first, or choose to dissolve them with it.",
  "problem.unit.children-unplaced": "Choose for each unit below to which part it will belong after the split.",
  "problem.unit.merge-needs-two": "A merge needs at least two units.",
  "problem.unit.split-needs-two": "A split needs at least two parts.",
  "problem.unit.code-unknown": "No unit has this code on this day.",
  "problem.unit.code-ambiguous": "Several units have this code. Name a day or choose one unit.",
  "problem.unit.file-unreadable":
    "The file cannot be read. Use a CSV file in UTF-8 or an XLSX file. Nothing was changed.",
  "problem.unit.file-columns": "The file lacks columns that are needed. Nothing was changed.",
  "problem.unit.file-empty": "The file has no rows.",
  "problem.unit.row-incomplete": "The row lacks a code, a name or a kind.",
  "problem.unit.code-twice": "This code stands in an earlier row of the file.",
  "problem.unit.parent-unknown": "The parent of this row was not found.",
  "problem.unit.old-unknown": "No former unit has this code on the day before the reorganisation.",
  "problem.unit.new-unknown": "This new code is not in the list of new units.",
  "problem.unit.extent-unknown": "The extent must be “full” or “partial”.",
  "problem.unit.no-successor":
    "The former unit has no succession row: it is recorded as ended, and where it went is not known.",
  "problem.unit.level-differs":
    "The level in the file differs from that of the unit with this code; that unit was used.",
  "problem.unit.parent-differs":
    "The unit is already there under another parent than in the file; it was left as it is.",
  "problem.unit.ends-earlier":
    "From a later day the code belongs to another unit, so the unit is recorded as ending on that day.",
  "problem.unit.succession-differs": "This succession is already recorded with another extent; it was left as it is.",
  "problem.unit.child-to-place":
    "A unit below one that was split: put under the higher unit for now, a person must move it to its place.",

  "unit.title": "Units",
  "unit.code": "Code",
  "unit.name": "Name",
  "unit.kind": "Kind",
  "unit.level": "Level",
  "unit.parent": "Parent unit",
  "unit.parentCode": "Parent's code",
  "unit.validFrom": "From",
  "unit.validTo": "To",
  "unit.level.province": "Province level",
  "unit.level.district": "District level (former)",
  "unit.level.commune": "Commune level",
  "unit.level.group": "Residential groups",
  "unit.level.body": "Bodies and organisations",
  "unit.operation.found": "Founded",
  "unit.operation.rename": "Renamed",
  "unit.operation.move": "Moved",
  "unit.operation.merge": "Merged",
  "unit.operation.split": "Split",
  "unit.operation.dissolve": "Dissolved",
  "unit.operation.import": "List imported",
  "unit.operation.reorganise": "Reorganised by list",
  "unit.extent.full": "whole",
  "unit.extent.partial": "a part",
  "unit.sheet": "Units on {day}",
} satisfies Record<keyof typeof messagesVi, string>;
