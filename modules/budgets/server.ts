/** The door of this room on the server. */
export { budgetCommands } from "./server/commands.ts";
export { budgetYearsToMerge } from "./server/merge-budgets.ts";
export { budgetRoom } from "./server/room.ts";
export { chooseForPay, listPayLines, type PayLine, postPaySpending } from "./server/pay-spending.ts";
export {
  listPublicMoney,
  listPublicSponsorships,
  type PublicMoney,
  type PublicMoneyRow,
  type PublicSponsorship,
} from "./portal/public-money.ts";
