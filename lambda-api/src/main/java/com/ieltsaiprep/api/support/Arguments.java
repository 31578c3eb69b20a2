package com.ieltsaiprep.api.support;

import com.ieltsaiprep.common.PastedText;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parser of a command line: positional words, and options such as {@code --name value}. */
final class Arguments {
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    /**
     * Parses a command line.
     *
     * @throws SupportUsageException if an option has no value, or comes twice
     */
    Arguments(List<String> line) {
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            if (!word.startsWith("--")) {
                words.add(word);
            } else if (++i >= line.size() || options.put(word, line.get(i)) != null) {
                throw new SupportUsageException(word + " needs one value");
            }
        }
    }

    /** Takes the next positional word, without white space that was pasted around it. */
    String next(String what) {
        if (words.isEmpty()) {
            throw new SupportUsageException(what + " is missing");
        }
        return PastedText.line(words.removeFirst());
    }

    /** Takes an option. */
    Optional<String> option(String name) {
        return Optional.ofNullable(options.remove(name));
    }

    /** Requires that all words and options were taken. */
    void end() {
        if (!words.isEmpty() || !options.isEmpty()) {
            throw new SupportUsageException("not understood: " + words + options.keySet());
        }
    }
}
