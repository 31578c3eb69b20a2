package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.common.Region;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Options of {@code ./run verify}.
 *
 * @param domain of the deployment; null for the local stack
 * @param regions to check, all unless they are named
 * @param models to look up; none for the local stack unless they are named
 */
record VerificationOptions(
        @Nullable String domain, List<Region> regions, List<ModelInRegion> models) {
    private static final String DOMAIN = "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9-]+)+";

    VerificationOptions {
        regions = List.copyOf(regions);
        models = List.copyOf(models);
    }

    /**
     * Parses the options.
     *
     * @throws IllegalArgumentException with a line that says what is wrong
     */
    static VerificationOptions parse(List<String> arguments) {
        String domain = null;
        boolean local = false;
        List<Region> regions = new ArrayList<>();
        List<ModelInRegion> models = new ArrayList<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--local" -> local = true;
                case "--domain" -> domain = domain(value(option, rest));
                case "--region" -> regions.add(region(value(option, rest)));
                case "--model" -> models.add(ModelInRegion.parse(value(option, rest)));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if ((domain == null) != local) {
            throw new IllegalArgumentException("it takes either --domain or --local");
        }
        return new VerificationOptions(
                domain,
                regions.isEmpty() ? List.of(Region.values()) : regions,
                models.isEmpty() && !local ? ModelInRegion.defaults() : models);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static Region region(String code) {
        return Region.ofCode(code)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--region is us, eu or ap, not " + code));
    }

    private static String domain(String value) {
        if (!value.matches(DOMAIN)) {
            throw new IllegalArgumentException(
                    "--domain is a name such as ieltsaiprep.com, not " + value);
        }
        return value;
    }
}
