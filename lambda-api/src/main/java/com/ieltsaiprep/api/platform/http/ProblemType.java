package com.ieltsaiprep.api.platform.http;

import java.util.Locale;

/** Type and HTTP status of a problem document (RFC 9457), by which clients tell failures apart. */
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not right"),
    CODE_INVALID(400, "The code is not right, or no longer"),
    UNAUTHENTICATED(401, "Sign in first"),
    CREDENTIALS_INVALID(401, "E-mail address or password are not right"),
    SESSION_EXPIRED(401, "The session has ended"),
    SESSION_REVOKED(401, "The session was ended"),
    PASSWORD_WRONG(403, "The password is not right"),
    NO_ATTEMPTS(403, "No attempt is left"),
    QR_DENIED(403, "The sign-in was refused in the app"),
    ORIGIN_REFUSED(403, "This origin may not ask"),
    NOT_FOUND(404, "There is nothing at this path"),
    REGISTRATION_UNKNOWN(404, "There is no such registration"),
    ASSESSMENT_UNKNOWN(404, "There is no such assessment of yours"),
    SESSION_UNKNOWN(404, "There is no such session of yours"),
    QR_UNKNOWN(404, "There is no such sign-in"),
    METHOD_NOT_ALLOWED(405, "This path does not take this method"),
    QR_DECIDED(409, "The sign-in is already decided"),
    SESSION_OVER(409, "The session is over"),
    ASSESSMENT_DELETED(409, "The assessment was deleted"),
    ASSESSMENT_UNFINISHED(409, "The assessment has no mark"),
    ALREADY_REMARKED(409, "The assessment was marked again before"),
    QR_EXPIRED(410, "The sign-in has expired or was used"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be JSON"),
    WRONG_REGION(421, "Ask in another region"),
    IDEMPOTENCY_CONFLICT(422, "The idempotency key was used for another text"),
    TEXT_DIFFERS(422, "The text is not the one that was marked"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Something is wrong on our side"),
    NEW_TESTS_STOPPED(503, "New tests do not begin at present"),
    TICKETS_UNAVAILABLE(503, "Tests cannot begin at present"),
    COULD_NOT_BE_MARKED(503, "The test could not be marked"),
    REMARKS_UNAVAILABLE(503, "No second model is configured"),
    UNAVAILABLE(503, "Not available at present");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Returns the HTTP status code of a response with this type of problem. */
    public int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** Returns the stable URI of the type (RFC 9457 §3.1.1). */
    String uri() {
        return "https://ieltsaiprep.com/problems/" + slug();
    }

    /** Returns the problem type's name in logs, metrics and its URI, such as {@code not_found}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
