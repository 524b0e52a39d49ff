/** The parts of the public pages, in the order of the navigation. */
export const sections = [
  { id: "talks", path: "/buoi-gan-day" },
  { id: "materials", path: "/tai-lieu" },
  { id: "answers", path: "/hoi-dap" },
  { id: "corrections", path: "/dinh-chinh" },
  { id: "dialogues", path: "/doi-thoai" },
  { id: "drafts", path: "/du-thao" },
  { id: "figures", path: "/so-lieu" },
] as const;

export type SectionId = (typeof sections)[number]["id"];
