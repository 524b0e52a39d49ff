import {
  BookOpenText,
  ClipboardList,
  UserRoundCog,
  HandCoins,
  ChartColumn,
  ChartNoAxesCombined,
  ChartSpline,
  Handshake,
  OctagonAlert,
  FileText,
  FileUp,
  GraduationCap,
  House,
  Landmark,
  type LucideIcon,
  MessageCircleQuestion,
  Megaphone,
  MessagesSquare,
  MessageSquareWarning,
  Network,
  PackageOpen,
  Projector,
  Quote,
  Scale,
  ScrollText,
  Users,
  WalletCards,
} from "lucide-react";
import type { Role } from "#kernel/access.ts";
import type { messagesVi } from "./messages.vi.ts";

export interface NavEntry {
  to: string;
  text: keyof typeof messagesVi & `nav.${string}`;
  icon: LucideIcon;
  /** Who has something to do there; everybody where absent. The server decides again. */
  roles?: readonly Role[];
  /** Codes of the groups of what waits whose number stands beside it; "all" of them beside the first page. */
  waits?: readonly string[] | "all";
}

const readers: readonly Role[] = ["administrator", "unitHead", "officer", "verifier", "analyst"];

export interface NavGroup {
  /** Null: stands above all groups. */
  text: (keyof typeof messagesVi & `nav.group.${string}`) | null;
  entries: readonly NavEntry[];
}

/** The whole menu, in the order of the work: what goes out, what comes back, what is reported, with whom and what. */
export const navGroups: readonly NavGroup[] = [
  {
    text: null,
    entries: [{ to: "/", text: "nav.today", icon: House, waits: "all" }],
  },
  {
    text: "nav.group.out",
    entries: [
      { to: "/talks", text: "nav.talks", icon: MessagesSquare, waits: ["talk.to-verify"] },
      { to: "/materials", text: "nav.materials", icon: BookOpenText },
      { to: "/channels", text: "nav.channels", icon: Megaphone, roles: readers },
      { to: "/kits", text: "nav.kits", icon: PackageOpen, roles: readers },
      { to: "/corrections", text: "nav.corrections", icon: MessageSquareWarning, roles: readers },
      { to: "/statements", text: "nav.statements", icon: Quote, roles: readers },
    ],
  },
  {
    text: "nav.group.in",
    entries: [
      {
        to: "/questions",
        text: "nav.questions",
        icon: MessageCircleQuestion,
        roles: readers,
        waits: ["question.to-answer"],
      },
      { to: "/themes", text: "nav.themes", icon: ChartNoAxesCombined, roles: readers },
      { to: "/dialogues", text: "nav.dialogues", icon: Handshake, roles: readers },
      {
        to: "/difficulties",
        text: "nav.difficulties",
        icon: OctagonAlert,
        roles: readers,
        waits: ["difficulty.to-settle"],
      },
      { to: "/drafts", text: "nav.drafts", icon: Landmark, roles: readers },
    ],
  },
  {
    text: "nav.group.results",
    entries: [
      { to: "/overviews", text: "nav.overviews", icon: ChartSpline, roles: readers },
      { to: "/plans", text: "nav.plans", icon: ClipboardList, roles: readers },
      {
        to: "/reports",
        text: "nav.reports",
        icon: ChartColumn,
        roles: readers,
        waits: ["report.returned", "report.to-send", "report.received"],
      },
      { to: "/documents", text: "nav.documents", icon: FileText, roles: readers },
      { to: "/laws", text: "nav.laws", icon: Scale, roles: readers },
    ],
  },
  {
    text: "nav.group.means",
    entries: [
      { to: "/people", text: "nav.people", icon: Users, roles: readers },
      { to: "/courses", text: "nav.courses", icon: GraduationCap, roles: readers, waits: ["course.to-close"] },
      { to: "/pay", text: "nav.pay", icon: HandCoins, roles: readers, waits: ["pay.to-check", "pay.to-decide"] },
      { to: "/budgets", text: "nav.budgets", icon: WalletCards, roles: readers, waits: ["budget.to-hand-over"] },
      { to: "/equipment", text: "nav.equipment", icon: Projector, roles: readers, waits: ["equipment.overdue"] },
    ],
  },
  {
    text: "nav.group.system",
    entries: [
      { to: "/units", text: "nav.units", icon: Network },
      { to: "/accounts", text: "nav.accounts", icon: UserRoundCog, roles: ["administrator", "unitHead"] },
      {
        to: "/outbox-file",
        text: "nav.outbox-file",
        icon: FileUp,
        roles: ["administrator", "unitHead", "officer", "speaker"],
      },
      { to: "/journal", text: "nav.journal", icon: ScrollText, roles: ["administrator", "unitHead"] },
    ],
  },
];
