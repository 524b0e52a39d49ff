import type { Role } from "#kernel/access.ts";

/**
 * The small named cast of the demo, of the tests' stories and of the documentation. All of these people are
 * invented. `code` is the official code of their unit since 2025-07-01.
 */
export interface CastMember {
  key: string;
  fullName: string;
  /** How the demo introduces them. */
  post: string;
  unitCode: string;
  /** `also`: a second role at the same unit. */
  account?: { userName: string; role: Role; also?: Role; wholeInstance?: boolean };
  /** On the roster, with this appointment. */
  appointment?: {
    kind: "rapporteur" | "grassrootsCommunicator" | "collaborator";
    level?: "province" | "commune";
    core?: boolean;
    decision: string | null;
    languages?: readonly string[];
    /** Days from today on which the term ends. */
    endsInDays?: number;
  };
}

/** Long enough for the rule, easy to read out; it opens nothing on a real instance. */
export const demoPassword = "cau-noi-demo";

export const cast: readonly CastMember[] = [
  {
    key: "dung",
    fullName: "Hồ Quốc Dũng",
    post: "Quản trị hệ thống, Sở Văn hóa, Thể thao và Du lịch",
    unitCode: "68",
    account: { userName: "quoc.dung", role: "administrator", wholeInstance: true },
  },
  {
    key: "anh",
    fullName: "Vũ Hoàng Anh",
    post: "Chuyên viên tổng hợp, Sở Văn hóa, Thể thao và Du lịch",
    unitCode: "68",
    account: { userName: "hoang.anh", role: "analyst", also: "officer" },
  },
  {
    key: "khanh",
    fullName: "Lê Thị Bảo Khánh",
    post: "Phó Giám đốc Sở Văn hóa, Thể thao và Du lịch",
    unitCode: "68",
    account: { userName: "bao.khanh", role: "unitHead" },
  },
  {
    key: "ly",
    fullName: "Trương Công Lý",
    post: "Chủ tịch UBND xã D'Ran",
    unitCode: "24934",
    account: { userName: "cong.ly", role: "unitHead" },
  },
  {
    key: "ha",
    fullName: "Nguyễn Thị Thu Hà",
    post: "Phòng Văn hóa - Xã hội, UBND xã D'Ran",
    unitCode: "24934",
    account: { userName: "thu.ha", role: "officer" },
  },
  {
    key: "mai",
    fullName: "Bùi Thị Thanh Mai",
    post: "Người xác minh, UBND xã D'Ran",
    unitCode: "24934",
    account: { userName: "thanh.mai", role: "verifier" },
  },
  {
    key: "duyen",
    fullName: "Rơ Ông K' Duyên",
    post: "Phòng Văn hóa - Xã hội, UBND xã Đam Rông 1",
    unitCode: "24886",
    account: { userName: "k.duyen", role: "officer" },
  },
  {
    key: "thuan",
    fullName: "Ya Thuần",
    post: "Tuyên truyền viên nòng cốt, xã D'Ran",
    unitCode: "24934",
    account: { userName: "ya.thuan", role: "speaker" },
    appointment: { kind: "grassrootsCommunicator", core: true, decision: "118/QĐ-UBND", languages: ["vi", "cje"] },
  },
  {
    key: "brem",
    fullName: "K' Brèm",
    post: "Cộng tác viên, xã D'Ran",
    unitCode: "24934",
    account: { userName: "k.brem", role: "speaker" },
    appointment: { kind: "collaborator", decision: "07/QĐ-UBND", languages: ["vi", "kpm"], endsInDays: 53 },
  },
  {
    key: "nghiem",
    fullName: "Touneh Ma Nghiêm",
    post: "Tuyên truyền viên cơ sở, xã D'Ran",
    unitCode: "24934",
    account: { userName: "ma.nghiem", role: "speaker" },
    appointment: { kind: "grassrootsCommunicator", decision: "118/QĐ-UBND", languages: ["vi", "cje"] },
  },
  {
    key: "phuoc",
    fullName: "Nguyễn Hữu Phước",
    post: "Tuyên truyền viên nòng cốt, xã D'Ran",
    unitCode: "24934",
    appointment: { kind: "grassrootsCommunicator", core: true, decision: "118/QĐ-UBND", endsInDays: 38 },
  },
  {
    key: "nguyet",
    fullName: "Võ Thị Ánh Nguyệt",
    post: "Tuyên truyền viên cơ sở, xã D'Ran",
    unitCode: "24934",
    appointment: { kind: "grassrootsCommunicator", decision: "118/QĐ-UBND", endsInDays: 38 },
  },
  {
    key: "an",
    fullName: "Đặng Ngọc Ẩn",
    post: "Tuyên truyền viên cơ sở, xã D'Ran",
    unitCode: "24934",
    appointment: { kind: "grassrootsCommunicator", decision: "118/QĐ-UBND" },
  },
  {
    key: "quan",
    fullName: "Đỗ Minh Quân",
    post: "Báo cáo viên cấp xã, xã D'Ran",
    unitCode: "24934",
    appointment: { kind: "rapporteur", level: "commune", decision: "09-QĐ/ĐU" },
  },
  {
    key: "chuong",
    fullName: "Liêng Hót Ha Chương",
    post: "Tuyên truyền viên nòng cốt, xã Đam Rông 1",
    unitCode: "24886",
    appointment: { kind: "grassrootsCommunicator", core: true, decision: "41/QĐ-UBND", languages: ["vi", "kpm"] },
  },
  {
    key: "lan",
    fullName: "Rơ Ông K' Lan",
    post: "Cộng tác viên, xã Đam Rông 1",
    unitCode: "24886",
    appointment: { kind: "collaborator", decision: null, languages: ["vi", "kpm"] },
  },
  {
    key: "hai",
    fullName: "Phạm Quốc Hải",
    post: "Tuyên truyền viên cơ sở, xã Đam Rông 1",
    unitCode: "24886",
    appointment: { kind: "grassrootsCommunicator", decision: "41/QĐ-UBND" },
  },
];

/** Those who can sign in to a demo, in the order in which they are offered. */
export const demoAccounts = cast.flatMap((member) =>
  member.account
    ? [
        {
          userName: member.account.userName,
          role: member.account.role,
          displayName: member.fullName,
          post: member.post,
        },
      ]
    : [],
);
