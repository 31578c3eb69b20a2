package com.ieltsaiprep.local.check;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Options given to a check.
 *
 * @param json where to write the verdict; null if nowhere
 */
record CheckOptions(Map<String, Integer> numbers, @Nullable Path json) {

    /**
     * Parses {@code --name value} pairs.
     *
     * @throws IllegalArgumentException with a line that says what is wrong
     */
    static CheckOptions parse(Check check, List<String> arguments) {
        Map<String, CheckOption> known =
                check.options().stream().collect(Collectors.toMap(o -> "--" + o.name(), o -> o));
        Map<String, Integer> numbers = new HashMap<>();
        known.values().forEach(option -> numbers.put(option.name(), option.defaultValue()));
        Path json = null;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            CheckOption option = known.get(name);
            if (option == null && !name.equals("--json")) {
                throw new IllegalArgumentException("unknown option " + name);
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            String value = rest.next();
            if (option == null) {
                json = Path.of(value);
            } else {
                numbers.put(option.name(), number(option, value));
            }
        }
        return new CheckOptions(Map.copyOf(numbers), json);
    }

    private static int number(CheckOption option, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= option.min() && number <= option.max()) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, like a number out of range.
        }
        throw new IllegalArgumentException(
                "--%s is \"%s\", but must be a whole number from %d to %d"
                        .formatted(option.name(), value, option.min(), option.max()));
    }
}
