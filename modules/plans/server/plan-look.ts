/**
 * `now`: what became of a unit counts with its successor; `then`: each unit for itself, as the tree stood on each day.
 * Over all units that held a task both give the same sum (see README, 9).
 */
export type PlanLook = "now" | "then";
