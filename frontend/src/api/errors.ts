/** What the backend said when it refused or failed. `message` is a sentence for the user. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** "invalid", "not_found", "conflict", "internal" and so on, as the backend's fault package names them. */
    readonly code: string,
    message: string,
    /** One sentence per field that was refused, by the field's name. */
    readonly fields: Readonly<Record<string, string>> = {},
    /** Finds the line in the app's own log; only for internal errors. */
    readonly ref = '',
  ) {
    super(message);
  }
}

const unknown =
  'Something inside Aircover failed. What was saved before is safe. Try again; if it fails again, start Aircover anew.';
const unreachable =
  'Aircover does not answer. What was saved before is safe. Start it again, and open the link that it prints.';

/** Any rejection as an ApiError. The desktop window rejects with `new Error(json)`, the HTTP transport with the text. */
export function toApiError(reason: unknown): ApiError {
  if (reason instanceof ApiError) return reason;
  const text = reason instanceof Error ? reason.message : typeof reason === 'string' ? reason : '';
  return read(text) ?? new ApiError('internal', unknown);
}

/** The backend could not be asked at all. */
export function unreachableError(): ApiError {
  return new ApiError('unreachable', unreachable);
}

function read(text: string): ApiError | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { code, message, fields, ref } = value as Record<string, unknown>;
  if (typeof code !== 'string' || typeof message !== 'string' || message === '') return undefined;
  return new ApiError(code, message, sentences(fields), typeof ref === 'string' ? ref : '');
}

function sentences(fields: unknown): Record<string, string> {
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
