package com.ieltsaiprep.local.evaluation;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arguments of the command {@code marking-eval}. */
final class EvaluationArguments {
    private static final String DEFAULT_MODEL = "us.amazon.nova-micro-v1:0";
    private static final Pattern PRICE =
            Pattern.compile("([^=]+)=(\\d{1,4}(?:\\.\\d{1,6})?)/(\\d{1,4}(?:\\.\\d{1,6})?)");
    private static final int MAX_RUNS = 20;
    private static final double DEFAULT_MAX_COST_USD = 5;
    private static final double HIGHEST_MAX_COST_USD = 10_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "SET.jsonl", converter = ExistingFile.class)
    private Path set;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "model to evaluate, repeatable; us.amazon.nova-micro-v1:0 if none")
    private List<String> models = List.of(DEFAULT_MODEL);

    @Option(
            names = "--second-model",
            paramLabel = "MODEL",
            description = "one more opinion of each criterion by another model")
    private @Nullable String secondModel;

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            converter = ExistingFile.class,
            description = "apply a calibration")
    private @Nullable Path calibration;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "mark each response N times, 1 to 20, default 1")
    private int runs = 1;

    @Option(
            names = "--calibrate",
            description = "compare calibrations in five folds and write calibration-*.json")
    private boolean calibrate;

    @Option(
            names = "--gates",
            paramLabel = "FILE",
            converter = ExistingFile.class,
            description = "thresholds, such as {\"overall.qwk.value\": {\"min\": 0.8}}")
    private @Nullable Path gates;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "keep replies in FILE, and do not ask again for those in it")
    private @Nullable Path record;

    @Option(
            names = "--replay",
            paramLabel = "PATH",
            converter = ExistingFile.class,
            description = "answer from a file or folder of recorded replies, offline")
    private @Nullable Path replay;

    @Option(
            names = "--max-cost",
            paramLabel = "USD",
            description = "stop before calls cost more, default 5")
    private double maxCostUsd = DEFAULT_MAX_COST_USD;

    @Option(
            names = "--price",
            paramLabel = "MODEL=IN/OUT",
            converter = ModelPrice.Converter.class,
            description = "USD per million tokens read and written, repeatable")
    private List<ModelPrice> prices = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the bootstrap and of the folds, default 1")
    private long seed = 1;

    @Option(names = "--region", paramLabel = "REGION", description = "AWS region")
    private @Nullable String region;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder of report.md and metrics.json, default target/marking-eval")
    private @Nullable Path out;

    /** File or folder that exists. */
    static final class ExistingFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String name) {
            Path path = Path.of(name);
            if (!Files.exists(path)) {
                throw new TypeConversionException("there is no " + name);
            }
            return path;
        }
    }

    /** Price of a model. */
    private record ModelPrice(String model, ModelPrices.Price price) {
        /** Reader of {@code MODEL=IN/OUT}. */
        private static final class Converter implements ITypeConverter<ModelPrice> {
            @Override
            public ModelPrice convert(String text) {
                Matcher price = PRICE.matcher(text);
                if (!price.matches()) {
                    throw new TypeConversionException(
                            "\"" + text + "\" must be MODEL=IN/OUT, such as m=0.8/3.2");
                }
                return new ModelPrice(
                        price.group(1),
                        new ModelPrices.Price(
                                Double.parseDouble(price.group(2)),
                                Double.parseDouble(price.group(3))));
            }
        }
    }

    /**
     * Returns the options that these arguments make.
     *
     * @throws ParameterException if they do not fit together, with the reason in one line
     */
    EvaluationOptions options() {
        require(replay == null || record == null, "--replay and --record exclude each other");
        require(
                !calibrate || (calibration == null && secondModel == null),
                "--calibrate takes bands of one model, without --calibration");
        require(runs >= 1 && runs <= MAX_RUNS, "--runs must be 1 to 20");
        require(
                maxCostUsd >= 0 && maxCostUsd <= HIGHEST_MAX_COST_USD,
                "--max-cost must be 0 to 10000");
        require(seed >= 0, "--seed must be 0 or more");
        ModelPrices known = new ModelPrices();
        prices.forEach(price -> known.put(price.model(), price.price()));
        return new EvaluationOptions(
                set,
                new EvaluationOptions.Marking(
                        List.copyOf(models), Optional.ofNullable(secondModel), calibration, runs),
                new EvaluationOptions.Replies(
                        replay, record, Optional.ofNullable(region), maxCostUsd, known),
                new EvaluationOptions.Analysis(calibrate, gates, seed),
                out);
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), rule);
        }
    }
}
