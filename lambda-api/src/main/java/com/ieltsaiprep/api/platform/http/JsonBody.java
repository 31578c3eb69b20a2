package com.ieltsaiprep.api.platform.http;

import com.ieltsaiprep.api.platform.http.Problem.FieldError;
import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A body of JSON, read field by field. Each getter notes what is wrong and answers something of its
 * type, so that {@link #check} can tell everything at once; nothing may be done before it. A field
 * that nobody asks for is ignored: no caller can set what no getter names.
 */
public final class JsonBody {
    private static final int LARGEST = 16 * 1_024;
    static final int DEEPEST = 8;
    private static final Json JSON = new Json(DEEPEST, 100_000);

    private final Map<String, @Nullable Object> members;
    private final String path;
    private final List<FieldError> errors;

    private JsonBody(Map<String, @Nullable Object> members, String path, List<FieldError> errors) {
        this.members = members;
        this.path = path;
        this.errors = errors;
    }

    /**
     * Reads a request's body of at most 16 KB.
     *
     * @throws ProblemException 413, 415 or 400 if it is too large, not called JSON, or no object
     */
    public static JsonBody read(Request request) {
        return read(request, LARGEST);
    }

    /**
     * Reads a request's body.
     *
     * @param largest bytes
     * @throws ProblemException 413, 415 or 400 if it is too large, not called JSON, or no object
     */
    public static JsonBody read(Request request, int largest) {
        if (request.body().length > largest) {
            throw Problem.of(ProblemType.TOO_LARGE, "At most " + largest + " bytes are taken.")
                    .exception();
        }
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals("application/json")) {
            throw Problem.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "Content-Type must be application/json.")
                    .exception();
        }
        return new JsonBody(parse(request.body()), "", new ArrayList<>());
    }

    /** The same, where no body at all means an empty object. */
    public static JsonBody readOptional(Request request) {
        return request.body().length == 0
                ? new JsonBody(Map.of(), "", new ArrayList<>())
                : read(request);
    }

    private static Map<String, @Nullable Object> parse(byte[] body) {
        try {
            if (JSON.read(body) instanceof Map<?, ?> object) {
                return Json.members(object);
            }
        } catch (IOException _) {
            // Told below: the parser's message may quote the body.
        }
        throw Problem.of(
                        ProblemType.INVALID_REQUEST,
                        "The body must be one JSON object, at most "
                                + DEEPEST
                                + " levels deep, with no name twice.")
                .exception();
    }

    /** A text that must be there. */
    public String text(String name, TextRule rule) {
        if (members.get(name) instanceof String text && rule.accepts(text)) {
            return text;
        }
        wrong(name, rule.right());
        return "";
    }

    /** A text, or null or nothing. */
    public Optional<String> optionalText(String name, TextRule rule) {
        return isAbsent(name) ? Optional.empty() : Optional.of(text(name, rule));
    }

    /** A yes or no that must be there. */
    public boolean bool(String name) {
        if (members.get(name) instanceof Boolean value) {
            return value;
        }
        wrong(name, "must be true or false");
        return false;
    }

    /** A yes or no, or null or nothing. */
    public boolean optionalBool(String name, boolean otherwise) {
        return isAbsent(name) ? otherwise : bool(name);
    }

    /** A whole number that must be there. */
    public long number(String name, long min, long max) {
        if (members.get(name) instanceof Long number && number >= min && number <= max) {
            return number;
        }
        wrong(name, "must be a whole number from %d to %d".formatted(min, max));
        return min;
    }

    /** An object within this one that must be there. */
    public JsonBody object(String name) {
        return within(name, members.get(name));
    }

    private JsonBody within(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return new JsonBody(Json.members(object), path + name + ".", errors);
        }
        wrong(name, "must be an object");
        // What it lacks is not worth telling as well.
        return new JsonBody(Map.of(), "", new ArrayList<>());
    }

    /** An object within this one, or null or nothing. */
    public Optional<JsonBody> optionalObject(String name) {
        return isAbsent(name) ? Optional.empty() : Optional.of(object(name));
    }

    /** A list of objects that must be there. */
    public List<JsonBody> objects(String name, int most) {
        if (!(members.get(name) instanceof List<?> list) || list.isEmpty() || list.size() > most) {
            wrong(name, "must be a list of 1 to " + most + " objects");
            return List.of();
        }
        List<JsonBody> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            objects.add(within("%s[%d]".formatted(name, i), list.get(i)));
        }
        return objects;
    }

    /** Notes that a field is not right for a reason of the caller's. */
    public void wrong(String name, String right) {
        errors.add(new FieldError(path + name, right));
    }

    /** Whether a field is missing or null. */
    public boolean isAbsent(String name) {
        return members.get(name) == null;
    }

    /**
     * To be called after the last getter.
     *
     * @throws ProblemException 400 with everything that was wrong
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).exception();
        }
    }

    /**
     * What a text must be. Half of a surrogate pair is never accepted: it is no character, and what
     * stores or hashes it would fail or change it.
     *
     * @param longest in UTF-16 units
     * @param form what it must match
     * @param right says that in words
     */
    public record TextRule(int longest, Pattern form, String right) {
        private static final Pattern ANYTHING = Pattern.compile("(?s).+");

        /** Any text that is not empty. */
        public static TextRule upTo(int longest) {
            return new TextRule(longest, ANYTHING, "must have 1 to " + longest + " characters");
        }

        boolean accepts(String text) {
            return text.length() <= longest
                    && text.codePoints().noneMatch(TextRule::isHalf)
                    && form.matcher(text).matches();
        }

        private static boolean isHalf(int codePoint) {
            return Character.getType(codePoint) == Character.SURROGATE;
        }
    }
}
