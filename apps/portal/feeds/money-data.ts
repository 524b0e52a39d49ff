import { listPublicMoney, listPublicSponsorships } from "#modules/budgets/server.ts";
import type { DataSet } from "./data-set.ts";

const dong = (name: string, vi: string, en: string) => ({ name, type: "integer" as const, vi, en });

const money: DataSet = {
  name: "so-lieu/kinh-phi",
  titleVi: "Kinh phí công tác tuyên truyền miệng của các năm đã công khai, theo đơn vị và nguồn; đồng",
  titleEn: "Money for oral public communication in the years made public, by unit and source; in đồng",
  fields: [
    { name: "year", type: "integer", vi: "Năm ngân sách", en: "Year" },
    {
      name: "unit_id",
      type: "integer",
      vi: "Mã số của đơn vị trong hệ thống này",
      en: "Number of the unit in this system",
    },
    { name: "unit", type: "string", vi: "Đơn vị giữ dòng kinh phí", en: "Unit that holds the line" },
    { name: "source", type: "string", vi: "Nguồn", en: "Source" },
    {
      name: "nature",
      type: "string",
      vi: "state: ngân sách nhà nước; sponsorship: tài trợ",
      en: "state: state budget; sponsorship",
    },
    dong(
      "income",
      "Vào từ ngoài: dự toán, tài trợ, năm trước chuyển sang",
      "From outside: estimate, sponsors, carried over",
    ),
    dong("from_above", "Được cấp trên giao", "Handed down from above"),
    dong("given", "Đã giao xuống dưới", "Handed further down"),
    dong("spent", "Đã chi", "Spent"),
    dong("lapsed", "Hủy dự toán", "Lapsed"),
    dong("carried", "Chuyển sang năm sau", "Carried into the next year"),
    dong(
      "handed_over",
      "Bàn giao cho đơn vị kế thừa, trừ số nhận bàn giao; cộng mọi đơn vị bằng 0",
      "Handed over to the successor less what was taken over; nothing in all",
    ),
    dong("left", "Còn lại", "Left"),
  ],
  async rows(tx, ctx) {
    const { rows } = await listPublicMoney(tx, ctx.today);
    return rows.map((r) => [
      r.year,
      r.unitId,
      r.unit,
      r.sourceVi,
      r.nature,
      r.income,
      r.taken,
      r.given,
      r.spent,
      r.lapsed,
      r.carried,
      r.handed,
      r.available,
    ]);
  },
};

const sponsors: DataSet = {
  name: "so-lieu/tai-tro",
  titleVi: "Sổ tài trợ, đóng góp hợp pháp, mới trước, nhiều nhất 500",
  titleEn: "Register of sponsorship and lawful contributions, newest first, at most 500",
  fields: [
    { name: "received_on", type: "date", vi: "Ngày nhận", en: "Day received" },
    { name: "unit", type: "string", vi: "Đơn vị nhận", en: "Unit that received it" },
    {
      name: "sponsor",
      type: "string",
      vi: "Tổ chức, doanh nghiệp tài trợ; trống khi là cá nhân, tên cá nhân không được giữ",
      en: "Organisation that gave; empty for a private person, whose name is not kept",
    },
    dong("amount", "Số tiền, đồng", "Amount in đồng"),
    { name: "purpose", type: "string", vi: "Mục đích", en: "Purpose" },
  ],
  async rows(tx, ctx) {
    const given = await listPublicSponsorships(tx, ctx.today);
    return given.map((s) => [s.receivedOn, s.unit, s.sponsor, s.amount, s.purpose]);
  },
};

export const moneyData: readonly DataSet[] = [money, sponsors];
