import {
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryFilters,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { canonicalJson } from "#kernel/canonical.ts";
import { newId } from "#kernel/ids.ts";
import { withFreshIds } from "./fresh-id.ts";
import { ApiProblem, call, type CallOptions, type Query } from "./api.ts";

/** One a page. A "no" is not asked again; an unreachable server is, twice. */
export function buildQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 502),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}

/** Ask the server: `useAsk<Talk>("/talks/" + id)`. Cached under path and query. */
export function useAsk<T>(
  path: string,
  query: Query = {},
  options: { enabled?: boolean; keep?: boolean; refetchEvery?: number } = {},
): UseQueryResult<T, ApiProblem> {
  return useQuery<T, ApiProblem>({
    queryKey: [path, query],
    queryFn: ({ signal }) => call<T>(path, { query, signal }),
    enabled: options.enabled ?? true,
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
    ...(options.refetchEvery === undefined ? {} : { refetchInterval: options.refetchEvery }),
  });
}

export interface ListPage<R> {
  items: R[];
  nextCursor: string | null;
}

export interface ListAnswer<R> {
  rows: readonly R[];
  /** True until the first page is here. */
  loading: boolean;
  error: ApiProblem | null;
  hasMore: boolean;
  fetchingMore: boolean;
  more: () => void;
  again: () => void;
}

/** A list paged by cursor: answers `{ items, nextCursor }`. Show it with DataTable and More. */
export function useList<R>(path: string, query: Query = {}, options: { enabled?: boolean } = {}): ListAnswer<R> {
  const asked = useInfiniteQuery({
    queryKey: [path, "list", query],
    queryFn: ({ pageParam, signal }) => call<ListPage<R>>(path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: ListPage<R>) => page.nextCursor,
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
  });
  return {
    rows: asked.data?.pages.flatMap((page) => page.items) ?? [],
    loading: asked.isPending && (options.enabled ?? true),
    error: asked.error instanceof ApiProblem ? asked.error : asked.error === null ? null : new ApiProblem("unknown", 0),
    hasMore: asked.hasNextPage,
    fetchingMore: asked.isFetchingNextPage,
    more: () => void asked.fetchNextPage(),
    again: () => void asked.refetch(),
  };
}

/**
 * A command to the server: `const plan = useSend<Input, Answer>("POST", "/talks"); plan.mutate(input)`.
 * Its Idempotency-Key stays the same while the same content is tried again, so a doubled click or a lost
 * answer does nothing twice; the id of something new is `freshId()` in it. Afterwards all lists and figures are asked
 * again, or only `refresh` paths; then `onSuccess` of the call runs, also when the fresh answer has taken away the button that sent it (the library would
 * forget it then: a dialog that stays open, a "done" that nobody says).
 */
export function useSend<I, O = unknown>(
  method: NonNullable<CallOptions["method"]>,
  path: string | ((input: I) => string),
  options: { refresh?: readonly string[]; body?: (input: I) => unknown } = {},
): Sending<O, I> {
  const client = useQueryClient();
  const last = useRef<{ content: string; key: string; ids: Map<string, string> } | null>(null);
  const mutation = useMutation<O, ApiProblem, I>({
    mutationFn: async (input) => {
      const to = typeof path === "string" ? path : path(input);
      const body = options.body === undefined ? input : options.body(input);
      const content = `${method} ${to} ${body instanceof Blob || body instanceof FormData ? newId() : canonicalJson(body)}`;
      if (last.current?.content !== content) last.current = { content, key: newId(), ids: new Map() };
      const { key, ids } = last.current;
      const answer = await call<O>(to, { method, body: withFreshIds(body, ids), key });
      last.current = null;
      return answer;
    },
    onSuccess: async () => {
      const { refresh } = options;
      await askAllAnew(
        client,
        refresh === undefined
          ? {}
          : { predicate: (q) => refresh.some((prefix) => String(q.queryKey[0]).startsWith(prefix)) },
      );
    },
  });
  const { mutateAsync } = mutation;
  const mutate = (input: I, then?: SendThen<O, I>): void =>
    void mutateAsync(input).then(
      (answer) => then?.onSuccess?.(answer, input),
      (error: ApiProblem) => then?.onError?.(error, input),
    );
  return { ...mutation, mutate };
}

interface SendThen<O, I> {
  onSuccess?: (answer: O, input: I) => void;
  onError?: (error: ApiProblem, input: I) => void;
}

export type Sending<O, I> = Omit<UseMutationResult<O, ApiProblem, I>, "mutate"> & {
  mutate: (input: I, then?: SendThen<O, I>) => void;
};

/**
 * Everything on the page (or what `of` names) is asked for anew. A first answer that is still on its way is given up and
 * asked for again: the library would take it for the new one, though it may have been read before what has just ended.
 */
export async function askAllAnew(client: QueryClient, of: QueryFilters = {}): Promise<void> {
  await client.cancelQueries(of);
  await client.invalidateQueries(of);
}

/**
 * While the page still shows a job as under way that has ended: everything is asked for anew, and again with each `beat`
 * (the poll's `dataUpdatedAt`), since the page itself may have been read a moment before the end.
 */
export function useFreshOnceEnded(ended: boolean, beat: number): void {
  const client = useQueryClient();
  const begunAt = useRef<number | null>(null);
  useEffect(() => {
    if (!ended) begunAt.current = null;
    else if (begunAt.current === null) {
      begunAt.current = beat;
      void askAllAnew(client);
    }
    // what is on its way since the end is good: cut short at each beat it would never arrive on a slow line
    else if (beat > begunAt.current) void client.invalidateQueries({}, { cancelRefetch: false });
  }, [ended, beat, client]);
}
