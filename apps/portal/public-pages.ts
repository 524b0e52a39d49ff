import { answersFeed, correctionsFeed, materialsFeed, talksCalendar } from "./feeds/feed-pages.ts";
import { openData } from "./feeds/open-data.ts";
import { sitemap } from "./feeds/sitemap.ts";
import type { PublicPage } from "./page-spec.ts";
import { answerPage, answersPage } from "./pages/answers.ts";
import { correctionPage, correctionsPage } from "./pages/corrections.ts";
import { dialoguePage, dialoguesPage } from "./pages/dialogues.ts";
import { draftPage } from "./pages/draft.ts";
import { draftsPage } from "./pages/drafts.ts";
import { feedsPage } from "./pages/feeds.ts";
import { figuresPage } from "./pages/figures.ts";
import { homePage } from "./pages/home.ts";
import { materialPage } from "./pages/material.ts";
import { materialsPage } from "./pages/materials.ts";
import { talksPage } from "./pages/talks.ts";

/** Everything that can be read without asking anybody, at one glance; the forms stand in portal.ts. */
export const publicPages: readonly PublicPage[] = [
  homePage,
  talksPage,
  talksCalendar,
  materialsPage,
  materialPage,
  materialsFeed,
  answersPage,
  answerPage,
  answersFeed,
  correctionsPage,
  correctionPage,
  correctionsFeed,
  dialoguesPage,
  dialoguePage,
  draftsPage,
  draftPage,
  figuresPage,
  feedsPage,
  sitemap,
  ...openData,
];
