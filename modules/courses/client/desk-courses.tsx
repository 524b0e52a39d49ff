import { GraduationCap, Plus } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { ListFilter, ListRows, ListSearch, ListTools, useListSearch } from "#platform/ui/list-screen.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { type CourseRow, courseStatuses } from "../contract.ts";
import { Hours } from "./desk-hours.tsx";
import { Norms } from "./desk-norms.tsx";
import { CourseState, daysOf } from "./desk-parts.tsx";
import { courseText, useTopicChoices, yearChoices } from "./desk-text.ts";
import "./desk-courses.css";

/** Courses, the hours that people have of them, and how many are wanted. */
export function CoursesScreen() {
  const t = useText(courseText);
  const may = useMay();
  const { values, set } = useFilters(["tab"] as const);
  return (
    <>
      <PageHead title={t("course.title")}>
        {may("course.plan") && (
          <LinkButton look="main" icon={Plus} to="/courses/new">
            {t("desk.plan")}
          </LinkButton>
        )}
      </PageHead>
      <Tabs
        label={t("course.title")}
        value={values.tab ?? "courses"}
        onValue={(next) => set({ tab: next === "courses" ? undefined : next })}
        tabs={[
          { key: "courses", label: t("desk.tab.courses"), content: <Courses /> },
          { key: "hours", label: t("desk.tab.hours"), content: <Hours /> },
          { key: "norms", label: t("desk.tab.norms"), content: <Norms mayChange={may("course.set-norm")} /> },
        ]}
      />
    </>
  );
}

function Courses() {
  const t = useText(courseText);
  const topics = useTopicChoices();
  const { values, set } = useFilters(["q", "status", "year", "topic", "sort", "order"] as const);
  const { q, searchBox } = useListSearch(values.q, (typed) => set({ q: typed }));
  const sort = { key: values.sort ?? "day", descending: (values.order ?? "down") === "down" };
  const query = { q, status: values.status, year: values.year, topic: values.topic };
  const list = useList<CourseRow>("/courses", { ...query, sort: values.sort, order: values.order });
  const filtered = q !== "" || [values.status, values.year, values.topic].some((v) => v !== undefined);
  const columns = useColumns();
  return (
    <>
      <ListTools>
        <ListSearch name="course-q" label={t("desk.search")} {...searchBox} />
        <ListFilter
          name="course-status"
          label={t("desk.status")}
          value={values.status}
          onValue={(status) => set({ status })}
          any={t("desk.any-status")}
          choices={[
            ...courseStatuses.map((value) => ({ value: value as string, label: t(`course.status.${value}`) })),
            { value: "toClose", label: t("desk.status.toClose") },
          ]}
        />
        <ListFilter
          name="course-year"
          label={t("desk.year")}
          value={values.year}
          onValue={(year) => set({ year })}
          any={t("desk.any-year")}
          choices={yearChoices()}
        />
        <ListFilter
          name="course-topic"
          label={t("desk.topic")}
          value={values.topic}
          onValue={(topic) => set({ topic })}
          any={t("desk.any-topic")}
          choices={topics}
        />
        <ExportButton path="/courses/export" query={query} fileName={`${t("course.file")}.xlsx`} />
      </ListTools>
      <ListRows
        list={list}
        lines={6}
        empty={{
          icon: GraduationCap,
          title: t(filtered ? "desk.none" : "desk.empty"),
          words: t(filtered ? "desk.none-words" : "desk.empty-words"),
        }}
      >
        <DataTable<CourseRow>
          label={t("course.title")}
          name="courses"
          rows={list.rows}
          columns={columns}
          rowKey={(c) => c.id}
          title={(c) => c.title}
          titleColumn="title"
          href={(c) => ({ to: `/courses/${c.id}` })}
          sort={sort}
          onSort={(key) =>
            set({
              sort: key,
              order: sort.key === key ? (sort.descending ? "up" : "down") : key === "title" ? "up" : "down",
            })
          }
        />
      </ListRows>
    </>
  );
}

function useColumns(): Column<CourseRow>[] {
  const t = useText(courseText);
  const { day, number } = useFormats();
  return [
    {
      key: "title",
      label: t("course.column.title"),
      sortable: true,
      cell: (c) => (
        <span className="dim">
          {[t(`course.form.${c.form}`), c.corrections > 0 ? t("desk.corrected", { n: c.corrections }) : ""]
            .filter(Boolean)
            .join(" · ")}
        </span>
      ),
    },
    {
      key: "day",
      label: t("course.column.days"),
      width: 150,
      phone: "line",
      sortable: true,
      cell: (c) => daysOf(c, day),
    },
    {
      key: "unit",
      label: t("course.column.unit"),
      width: 150,
      phone: "line",
      cell: (c) => (
        <>
          {c.unit.name}
          {c.now !== null && <span className="dim"> ({t("desk.now", { unit: c.now.name })})</span>}
        </>
      ),
    },
    {
      key: "people",
      label: t("course.column.participants"),
      width: 125,
      phone: "line",
      cell: (c) =>
        !c.whole
          ? t("desk.people-own", { n: number(c.participants) })
          : c.seats === null
            ? t("desk.people-count", { n: number(c.participants) })
            : t("desk.of-seats", { n: number(c.participants), seats: number(c.seats) }),
    },
    {
      key: "hours",
      label: t("course.column.hours"),
      width: 85,
      numeric: true,
      phone: "hide",
      sortable: true,
      cell: (c) => number(c.hours),
    },
    {
      key: "status",
      label: t("course.column.status"),
      width: 140,
      phone: "aside",
      cell: (c) => <CourseState status={c.status} />,
    },
  ];
}
