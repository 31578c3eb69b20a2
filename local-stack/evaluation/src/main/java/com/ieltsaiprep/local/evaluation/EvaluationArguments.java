package com.ieltsaiprep.local.evaluation;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parser of the arguments of the command {@code marking-eval}. */
final class EvaluationArguments {
    static final String HELP =
            """
            Usage: ./run marking-eval SET.jsonl [--model MODEL]... [OPTION]...

            Marks the responses of a set that human markers have marked, as the product would, and
            reports the agreement. Texts of responses are never printed. Calls Bedrock with the AWS
            credentials and the endpoint of the usual chains, unless replies are replayed.

            A line of SET.jsonl: {"id", "module": "academic_writing|general_writing",
            "task": "academic_task_1|general_task_1|task_2", "prompt", "response",
            "group": {"l1": "...", ...}, "marks": [{"marker", "overall",
            "criteria": {"task_response": 6, ...}}]}; group, overall and criteria may be missing.

              --model MODEL        model to evaluate, repeatable; us.amazon.nova-micro-v1:0 if none
              --second-model MODEL one more opinion of each criterion by another model
              --calibration FILE   apply a calibration
              --runs N             mark each response N times, 1 to 20, default 1
              --calibrate          compare calibrations in five folds and write calibration-*.json
              --gates FILE         thresholds, such as {"overall.qwk.value": {"min": 0.8}}
              --record FILE        keep replies in FILE, and do not ask again for those in it
              --replay PATH        answer from a file or folder of recorded replies, offline
              --max-cost USD       stop before calls cost more, default 5
              --price MODEL=IN/OUT USD per million tokens read and written, repeatable
              --seed N             of the bootstrap and of the folds, default 1
              --region REGION      AWS region
              --out DIR            folder of report.md and metrics.json, default target/marking-eval
              --help               show this

            Exit status: 0 if all gates hold, 1 if one does not or the evaluation failed, 2 for a
            wrong option or set.
            """;

    private static final String DEFAULT_MODEL = "us.amazon.nova-micro-v1:0";
    private static final Pattern PRICE =
            Pattern.compile("([^=]+)=(\\d{1,4}(?:\\.\\d{1,6})?)/(\\d{1,4}(?:\\.\\d{1,6})?)");
    private static final int MAX_RUNS = 20;
    private static final double DEFAULT_MAX_COST_USD = 5;
    private static final double HIGHEST_MAX_COST_USD = 10_000;

    private final Iterator<String> arguments;
    private final List<String> models = new ArrayList<>();
    private final ModelPrices prices = new ModelPrices();
    private @Nullable Path set;
    private @Nullable String secondModel;
    private @Nullable Path calibration;
    private @Nullable Path gates;
    private @Nullable Path replay;
    private @Nullable Path record;
    private @Nullable String region;
    private @Nullable Path out;
    private int runs = 1;
    private boolean calibrate;
    private double maxCostUsd = DEFAULT_MAX_COST_USD;
    private long seed = 1;

    private EvaluationArguments(List<String> arguments) {
        this.arguments = arguments.iterator();
    }

    /**
     * Parses the arguments, without {@code --help}.
     *
     * @throws IllegalArgumentException if they are invalid, with the reason in one line
     */
    static EvaluationOptions parse(List<String> arguments) {
        EvaluationArguments parser = new EvaluationArguments(arguments);
        while (parser.arguments.hasNext()) {
            parser.read(parser.arguments.next());
        }
        return parser.options();
    }

    private void read(String argument) {
        switch (argument) {
            case "--model" -> models.add(value(argument));
            case "--second-model" -> secondModel = value(argument);
            case "--calibration" -> calibration = file(argument);
            case "--runs" -> runs = (int) number(argument, 1, MAX_RUNS);
            case "--calibrate" -> calibrate = true;
            case "--gates" -> gates = file(argument);
            case "--record" -> record = Path.of(value(argument));
            case "--replay" -> replay = file(argument);
            case "--max-cost" -> maxCostUsd = number(argument, 0, HIGHEST_MAX_COST_USD);
            case "--price" -> price(value(argument));
            case "--seed" -> seed = (long) number(argument, 0, Integer.MAX_VALUE);
            case "--region" -> region = value(argument);
            case "--out" -> out = Path.of(value(argument));
            default -> set(argument);
        }
    }

    private void set(String argument) {
        if (argument.startsWith("-")) {
            throw new IllegalArgumentException("there is no option " + argument);
        }
        if (set != null) {
            throw new IllegalArgumentException("one set at a time");
        }
        set = existing(argument);
    }

    private EvaluationOptions options() {
        if (set == null) {
            throw new IllegalArgumentException("a set is missing");
        }
        if (replay != null && record != null) {
            throw new IllegalArgumentException("--replay and --record exclude each other");
        }
        if (calibrate && (calibration != null || secondModel != null)) {
            throw new IllegalArgumentException(
                    "--calibrate takes bands of one model, without --calibration");
        }
        return new EvaluationOptions(
                set,
                new EvaluationOptions.Marking(
                        models.isEmpty() ? List.of(DEFAULT_MODEL) : List.copyOf(models),
                        Optional.ofNullable(secondModel),
                        calibration,
                        runs),
                new EvaluationOptions.Replies(
                        replay, record, Optional.ofNullable(region), maxCostUsd, prices),
                new EvaluationOptions.Analysis(calibrate, gates, seed),
                out);
    }

    private String value(String option) {
        if (!arguments.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return arguments.next();
    }

    private Path file(String option) {
        return existing(value(option));
    }

    private static Path existing(String name) {
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return path;
    }

    private double number(String option, double least, double most) {
        String text = value(option);
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Falls through to the message below.
        }
        throw new IllegalArgumentException(
                "%s is \"%s\", but must be %.0f to %.0f".formatted(option, text, least, most));
    }

    private void price(String text) {
        Matcher price = PRICE.matcher(text);
        if (!price.matches()) {
            throw new IllegalArgumentException(
                    "--price is \"" + text + "\", but must be MODEL=IN/OUT, such as m=0.8/3.2");
        }
        prices.put(
                price.group(1),
                new ModelPrices.Price(
                        Double.parseDouble(price.group(2)), Double.parseDouble(price.group(3))));
    }
}
