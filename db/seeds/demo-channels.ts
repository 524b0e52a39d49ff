import { addDays, civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

interface Outing {
  material: string;
  channel: string;
  commune: "dran" | "damRong";
  /** Days ago on which it was due, and published; null: it was not. */
  due: number;
  published: number | null;
  place?: string;
  reference?: string;
  link?: string;
}

const outings: readonly Outing[] = [
  {
    material: "Phòng cháy, chữa cháy rừng mùa khô",
    channel: "commune-radio",
    commune: "dran",
    due: 30,
    published: 31,
    place: "Đài truyền thanh xã, 5 giờ 30 và 17 giờ",
    reference: "Sổ phát thanh số 41",
  },
  {
    material: "Phòng cháy, chữa cháy rừng mùa khô",
    channel: "notice-board",
    commune: "dran",
    due: 30,
    published: 29,
    place: "Bảng tin nhà văn hóa các thôn",
    reference: "Bản dán số 18",
  },
  {
    material: "Phòng cháy, chữa cháy rừng mùa khô",
    channel: "commune-radio",
    commune: "damRong",
    due: 28,
    published: 26,
    place: "Đài truyền thanh xã, 6 giờ",
    reference: "Sổ phát thanh số 9",
  },
  {
    material: "Phòng cháy, chữa cháy rừng mùa khô",
    channel: "social-network",
    commune: "damRong",
    due: 3,
    published: null,
  },
  { material: "Phòng cháy, chữa cháy rừng mùa khô", channel: "sms", commune: "dran", due: -6, published: null },
  {
    material: "Bảo hiểm y tế hộ gia đình",
    channel: "website",
    commune: "dran",
    due: 50,
    published: 52,
    place: "Trang thông tin điện tử xã",
    link: "https://xadran.example.vn/bao-hiem-y-te",
  },
  {
    material: "Bảo hiểm y tế hộ gia đình",
    channel: "bulletin",
    commune: "dran",
    due: 45,
    published: 45,
    place: "Bản tin thông tin cơ sở tháng trước",
    reference: "Bản tin số 10",
  },
  {
    material: "Bảo hiểm y tế hộ gia đình",
    channel: "commune-radio",
    commune: "dran",
    due: 44,
    published: 44,
    place: "Đài truyền thanh xã, 5 giờ 30",
    reference: "Sổ phát thanh số 36",
  },
  {
    material: "Phòng, chống lừa đảo qua mạng",
    channel: "social-network",
    commune: "dran",
    due: 20,
    published: 20,
    place: "Nhóm tin nhắn của các thôn",
    link: "https://xadran.example.vn/lua-dao",
  },
  {
    material: "Phòng, chống lừa đảo qua mạng",
    channel: "commune-radio",
    commune: "dran",
    due: 18,
    published: 17,
    place: "Đài truyền thanh xã, 17 giờ",
    reference: "Sổ phát thanh số 45",
  },
  {
    material: "Phòng, chống sốt xuất huyết",
    channel: "commune-radio",
    commune: "damRong",
    due: 12,
    published: 12,
    place: "Loa các thôn, 5 giờ 45",
    reference: "Sổ phát thanh số 12",
  },
  { material: "Phòng, chống sốt xuất huyết", channel: "notice-board", commune: "dran", due: 2, published: null },
];

/** Materials on their ways out: done, still to come, and one that is late. */
export async function fillChannels(fill: DemoFill): Promise<void> {
  const today = civilDateOf(fill.today);
  const codes = { dran: "after:24934", damRong: "after:24886" } as const;
  const officers = { dran: "ha", damRong: "duyen" } as const;
  for (const [i, out] of outings.entries()) {
    const versionId = versionOn(fill, out.material, addDays(today, -Math.max(out.due, out.published ?? 0, 0)));
    if (versionId === null) continue;
    const officer = fill.accounts.get(officers[out.commune])!;
    const unitId = unitOf(fill, codes[out.commune]);
    const dueOn = addDays(today, -out.due);
    const planId = newId();
    await fill.act(
      officer,
      "channel.plan",
      { versionId, plans: [{ id: planId, channel: out.channel, unitId, dueOn }] },
      { now: evening(addDays(today, -Math.max(out.due, out.published ?? 0, 0) - 3), 9) },
    );
    if (out.published !== null)
      await fill.act(
        officer,
        "channel.record",
        {
          publicationId: newId(),
          planId,
          versionId,
          channel: out.channel,
          unitId,
          publishedOn: addDays(today, -out.published),
          place: out.place,
          reference: out.reference ?? null,
          link: out.link ?? null,
        },
        { now: evening(addDays(today, -out.published), 18) },
      );
    fill.step("Kênh thông tin / channels", i + 1, outings.length);
  }
}

/** The version that is in use now and was in use on that day already. */
function versionOn(fill: DemoFill, title: string, day: CivilDate): string | null {
  const newest = fill.materials.get(title)?.at(-1);
  return newest !== undefined && newest.from <= day ? newest.versionId : null;
}
