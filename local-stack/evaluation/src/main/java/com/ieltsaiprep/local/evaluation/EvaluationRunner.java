package com.ieltsaiprep.local.evaluation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.Calibration;
import com.ieltsaiprep.common.marking.MarkingConfig;
import com.ieltsaiprep.common.marking.MarkingEngine;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Command {@code ./run marking-eval}: marks a set of responses with one model or several, and
 * reports the agreement with human markers.
 */
@Command(
        name = "marking-eval",
        header = "compares the marks of a model with those of human markers",
        description = {
            "Marks the responses of a set that human markers have marked, as the product would,"
                    + " and",
            "reports the agreement. Texts of responses are never printed. Calls Bedrock with the"
                    + " AWS",
            "credentials and the endpoint of the usual chains, unless replies are replayed.",
            "",
            "A line of SET.jsonl: {\"id\", \"module\": \"academic_writing|general_writing\",",
            "\"task\": \"academic_task_1|general_task_1|task_2\", \"prompt\", \"response\",",
            "\"group\": {\"l1\": \"...\", ...}, \"marks\": [{\"marker\", \"overall\",",
            "\"criteria\": {\"task_response\": 6, ...}}]}; group, overall and criteria may be"
                    + " missing."
        },
        footer = {
            "Exit status: 0 if all gates hold, 1 if one does not or the evaluation failed, 2 for a",
            "wrong option or set."
        })
public final class EvaluationRunner implements Callable<Integer> {
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int PROGRESS_STEP = 10;
    private static final JsonFactory JSON = new JsonFactory();

    private final Path defaultOut;
    private final Clock clock;
    private final PrintStream out;
    private final PrintStream err;

    @Spec private CommandSpec spec;
    @Mixin private final EvaluationArguments arguments = new EvaluationArguments();

    /**
     * Creates the command {@code ./run marking-eval}.
     *
     * @param defaultOut folder of the report unless the user names another
     * @param clock dates a calibration
     * @param out standard output: progress and summary
     * @param err standard error: reasons of failures
     */
    public EvaluationRunner(Path defaultOut, Clock clock, PrintStream out, PrintStream err) {
        this.defaultOut = defaultOut;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /**
     * Evaluates the models and blocks until the report is written.
     *
     * @return exit status of the process: 0 if all gates hold, 1 if one does not or the evaluation
     *     failed
     */
    @Override
    public Integer call() {
        EvaluationOptions options = arguments.options();
        List<MarkedItem> items;
        try {
            items = MarkedSet.read(options.set());
        } catch (EvaluationException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        try {
            return evaluate(options, items) ? PASSED : FAILED;
        } catch (EvaluationException e) {
            fail(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            fail("the report cannot be written: " + e.getMessage());
            return FAILED;
        }
    }

    private void fail(@Nullable String reason) {
        err.println("marking-eval: " + reason);
    }

    private boolean evaluate(EvaluationOptions options, List<MarkedItem> items) throws IOException {
        Gates gates =
                options.analysis().gates() == null ? null : Gates.read(options.analysis().gates());
        Calibration calibration = calibration(options.marking().calibration());
        Path folder = options.out() == null ? defaultOut : options.out();
        // Before anything is paid for.
        Files.createDirectories(folder);
        List<ModelEvaluation> evaluations = new ArrayList<>();
        try (ModelClients clients = new ModelClients(options.replies())) {
            for (String model : options.marking().models()) {
                double before = clients.spentUsd();
                MarkingEngine engine =
                        new MarkingEngine(
                                new MarkingConfig(
                                        model, options.marking().secondModel(), calibration));
                List<List<ItemMarking>> runs =
                        mark(new ItemMarker(engine, clients), items, options.marking().runs());
                evaluations.add(new ModelEvaluation(model, runs, clients.spentUsd() - before));
            }
        }
        Map<String, @Nullable Object> metrics = metrics(options, items, calibration, evaluations);
        boolean passed = check(gates, metrics);
        write(folder, metrics);
        if (options.analysis().calibrate()) {
            writeCalibrations(folder, evaluations, options.analysis().seed());
        }
        out.println("marking-eval: " + folder.resolve("report.md"));
        return passed;
    }

    private static Calibration calibration(@Nullable Path file) {
        if (file == null) {
            return Calibration.identity();
        }
        try {
            return Calibration.parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new EvaluationException(file + " is no calibration", e);
        }
    }

    private List<List<ItemMarking>> mark(ItemMarker marker, List<MarkedItem> items, int count) {
        List<List<ItemMarking>> runs = new ArrayList<>();
        for (int run = 1; run <= count; run++) {
            List<ItemMarking> markings = new ArrayList<>();
            for (MarkedItem item : items) {
                markings.add(marker.mark(item, run));
                if (markings.size() % PROGRESS_STEP == 0) {
                    out.printf("run %d: %d of %d%n", run, markings.size(), items.size());
                }
            }
            runs.add(markings);
        }
        return runs;
    }

    private static Map<String, @Nullable Object> metrics(
            EvaluationOptions options,
            List<MarkedItem> items,
            Calibration calibration,
            List<ModelEvaluation> evaluations) {
        long seed = options.analysis().seed();
        List<Map<String, @Nullable Object>> models = new ArrayList<>();
        for (ModelEvaluation evaluation : evaluations) {
            Map<String, @Nullable Object> model =
                    evaluation.toJson(seed, options.replies().prices());
            if (options.analysis().calibrate()) {
                model.put("calibration_study", study(evaluation, seed).toJson());
            }
            models.add(model);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("set", options.set().getFileName().toString());
        json.put("items", items.size());
        json.put("calibration", calibration.version());
        json.put("second_model", options.marking().secondModel().orElse(null));
        json.put("seed", seed);
        json.put("models", models);
        json.put("between_models", ModelAgreement.of(evaluations));
        return json;
    }

    private static CalibrationStudy study(ModelEvaluation evaluation, long seed) {
        return new CalibrationStudy(evaluation.first(), ModelEvaluation.FOLDS, seed);
    }

    /** Adds the result of the gates to each model's metrics, and returns whether all hold. */
    private boolean check(@Nullable Gates gates, Map<String, @Nullable Object> metrics) {
        if (gates == null || !(metrics.get("models") instanceof List<?> models)) {
            return true;
        }
        boolean passed = true;
        for (Object value : models) {
            Map<String, @Nullable Object> model = Json.members(value);
            List<Map<String, @Nullable Object>> rows = gates.check(model);
            model.put("gates", rows);
            for (Map<String, @Nullable Object> row : rows) {
                if (Boolean.FALSE.equals(row.get("holds"))) {
                    passed = false;
                    fail(
                            "%s: %s is %s, not %s"
                                    .formatted(
                                            model.get("model"),
                                            row.get("metric"),
                                            MarkdownDocument.plain(row, "value"),
                                            row.get("bounds")));
                }
            }
        }
        return passed;
    }

    private static void write(Path folder, Map<String, @Nullable Object> metrics)
            throws IOException {
        Files.writeString(folder.resolve("metrics.json"), pretty(metrics));
        Files.writeString(folder.resolve("report.md"), EvaluationReport.of(metrics));
    }

    private void writeCalibrations(Path folder, List<ModelEvaluation> evaluations, long seed)
            throws IOException {
        for (ModelEvaluation evaluation : evaluations) {
            String name = evaluation.model().replaceAll("[^A-Za-z0-9.-]", "-");
            Path file = folder.resolve("calibration-" + name + ".json");
            Files.writeString(
                    file,
                    pretty(
                            study(evaluation, seed)
                                    .calibration(
                                            evaluation.model(),
                                            evaluation.prompts(),
                                            LocalDate.now(clock))));
            out.println("marking-eval: " + file);
        }
    }

    private static String pretty(Map<String, ?> json) throws IOException {
        StringWriter indented = new StringWriter();
        try (JsonParser parser = JSON.createParser(Json.write(json));
                JsonGenerator generator = JSON.createGenerator(indented)) {
            generator.useDefaultPrettyPrinter();
            while (parser.nextToken() != null) {
                generator.copyCurrentEventExact(parser);
            }
        }
        return indented + "\n";
    }
}
