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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * JSON body of a request, read and validated field by field. For a missing or invalid field, a
 * getter records an error and returns a dummy, so that {@link #requireValid} can report all errors
 * at once; the values may be used only after that call. Fields that no getter reads are ignored.
 */
public final class JsonBody {
    private static final int MAX_BYTES = 16 * 1_024;
    static final int MAX_DEPTH = 8;

    /** No text is longer than its body. */
    private static final Json JSON = new Json(MAX_DEPTH, 1_000_000);

    private final Map<String, @Nullable Object> members;
    private final String path;
    private final List<FieldError> errors;

    private JsonBody(Map<String, @Nullable Object> members, String path, List<FieldError> errors) {
        this.members = members;
        this.path = path;
        this.errors = errors;
    }

    /**
     * Reads the JSON object in a request's body of at most 16 KB.
     *
     * @throws ProblemException 413 if the body is too large, 415 if it is not declared as JSON, 400
     *     if it is not a JSON object
     */
    public static JsonBody read(Request request) {
        return read(request, MAX_BYTES);
    }

    /**
     * Reads the JSON object in a request's body.
     *
     * @param maxBytes maximum length of the body
     * @throws ProblemException 413 if the body is too large, 415 if it is not declared as JSON, 400
     *     if it is not a JSON object
     */
    public static JsonBody read(Request request, int maxBytes) {
        if (request.body().length > maxBytes) {
            throw Problem.of(ProblemType.TOO_LARGE, "That is too long to be sent.").exception();
        }
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals("application/json")) {
            throw Problem.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "The app has sent what cannot be read here.")
                    .exception();
        }
        return new JsonBody(parse(request.body()), "", new ArrayList<>());
    }

    /** Reads the JSON object in a request's body; an empty body counts as an empty object. */
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
        throw Problem.of(ProblemType.INVALID_REQUEST, "The app has sent what cannot be read here.")
                .exception();
    }

    /**
     * Returns a required string field, cleaned; if it is missing or breaks the rule, records an
     * error and returns "".
     */
    public String text(String name, TextRule rule) {
        String objection = rule.message();
        if (members.get(name) instanceof String sent) {
            String text = rule.cleaning().apply(sent);
            if (TextRule.hasLoneSurrogate(text)) {
                objection = "must not have a broken character: delete it, and type it again";
            } else if (rule.form().matcher(text).matches()) {
                return text;
            }
        }
        reject(name, objection);
        return "";
    }

    /**
     * Returns a string field that must meet a rule, or empty if the field is absent or null; if the
     * field breaks the rule, records an error and returns "".
     */
    public Optional<String> optionalText(String name, TextRule rule) {
        return isAbsent(name) ? Optional.empty() : Optional.of(text(name, rule));
    }

    /** Returns a required boolean field; if invalid, records an error and returns false. */
    public boolean bool(String name) {
        if (members.get(name) instanceof Boolean value) {
            return value;
        }
        reject(name, "must be true or false");
        return false;
    }

    /** Returns a boolean field, or {@code otherwise} if the field is absent or null. */
    public boolean optionalBool(String name, boolean otherwise) {
        return isAbsent(name) ? otherwise : bool(name);
    }

    /**
     * Returns a required integer field from {@code min} to {@code max}; if it is missing or
     * invalid, records an error and returns {@code min}.
     */
    public long number(String name, long min, long max) {
        if (members.get(name) instanceof Long number && number >= min && number <= max) {
            return number;
        }
        reject(name, "must be a whole number from %d to %d".formatted(min, max));
        return min;
    }

    /**
     * Returns a required number from {@code min} to {@code max} that is a multiple of a half; if it
     * is missing or invalid, records an error and returns {@code min}.
     */
    public double halfStep(String name, double min, double max) {
        if (members.get(name) instanceof Number number) {
            double value = number.doubleValue();
            if (value >= min && value <= max && value * 2 == Math.rint(value * 2)) {
                return value;
            }
        }
        reject(name, "must be a number from %s to %s, in steps of 0.5".formatted(min, max));
        return min;
    }

    /**
     * Returns a required object within this JSON body, to be read field by field; if it is missing
     * or no object, records an error and returns an empty body.
     */
    public JsonBody object(String name) {
        return within(name, members.get(name));
    }

    private JsonBody within(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return new JsonBody(Json.members(object), path + name + ".", errors);
        }
        reject(name, "must be an object");
        // Errors of its fields are not worth reporting as well.
        return new JsonBody(Map.of(), "", new ArrayList<>());
    }

    /** Returns an object within this JSON body; empty if the field is absent or null. */
    public Optional<JsonBody> optionalObject(String name) {
        return isAbsent(name) ? Optional.empty() : Optional.of(object(name));
    }

    /**
     * Returns a required list of 1 to {@code max} objects within this JSON body; if it is missing
     * or invalid, records an error and returns an empty list.
     */
    public List<JsonBody> objects(String name, int max) {
        if (!(members.get(name) instanceof List<?> list) || list.isEmpty() || list.size() > max) {
            reject(name, "must be a list of 1 to " + max + " objects");
            return List.of();
        }
        List<JsonBody> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            objects.add(within("%s[%d]".formatted(name, i), list.get(i)));
        }
        return objects;
    }

    /** Records an error that the caller found in a field; {@code right} says what is expected. */
    public void reject(String name, String right) {
        errors.add(new FieldError(path + name, right));
    }

    /** Returns whether a field of the JSON body is missing or null. */
    public boolean isAbsent(String name) {
        return members.get(name) == null;
    }

    /** Returns whether a field of the JSON body is present and null. */
    public boolean isNull(String name) {
        return members.containsKey(name) && members.get(name) == null;
    }

    /**
     * Completes the validation of the body; called after the last getter.
     *
     * @throws ProblemException 400 that lists all errors, if any field is invalid
     */
    public void requireValid() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).exception();
        }
    }

    /**
     * Rule for a string field of a JSON body. A string with half of a surrogate pair is always
     * refused, since storing or hashing would change it.
     *
     * @param cleaning removes what does not matter; returns what is validated and read
     * @param form the pattern that the cleaned string must match; it counts code points
     * @param message the rule in words
     */
    public record TextRule(UnaryOperator<String> cleaning, Pattern form, String message) {
        /** Creates a rule for a string that is read as it is. */
        public TextRule(Pattern form, String message) {
            this(UnaryOperator.identity(), form, message);
        }

        /** Returns the rule for a string of 1 to {@code maxLength} code points of any kind. */
        public static TextRule upTo(int maxLength) {
            return upTo(maxLength, UnaryOperator.identity());
        }

        /**
         * Returns the rule for a string that has 1 to {@code maxLength} code points when cleaned.
         */
        public static TextRule upTo(int maxLength, UnaryOperator<String> cleaning) {
            return new TextRule(
                    cleaning,
                    Pattern.compile("(?s).{1,%d}".formatted(maxLength)),
                    "must have 1 to " + maxLength + " characters");
        }

        private static boolean hasLoneSurrogate(String text) {
            return text.codePoints().anyMatch(it -> Character.getType(it) == Character.SURROGATE);
        }
    }
}
