package com.ieltsaiprep.api;

import com.ieltsaiprep.api.writing.MarkingSecrets;
import com.ieltsaiprep.api.writing.MarkingTimes;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.Settings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of the function {@code writing} besides those of all functions.
 *
 * @param model id of the model, or inference profile, that marks
 * @param secondModel id of another that marks again
 * @param secrets that all regions share
 * @param function name or ARN of the function itself, with its alias
 * @param bedrock endpoint override of Bedrock; null: AWS's own
 * @param inRequest time from the beginning of a request until its marking is handed over
 */
record WritingSettings(
        String model,
        Optional<String> secondModel,
        MarkingSecrets secrets,
        String function,
        @Nullable URI bedrock,
        Duration inRequest) {
    private static final int MAX_SECONDS = (int) MarkingTimes.OF_FUNCTION.inRequest().toSeconds();
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9.:/_-]{1,256}");
    private static final Pattern NO_MODEL = Pattern.compile("|" + MODEL);
    private static final String A_MODEL = "the id of a model or inference profile";

    /**
     * Reads all settings.
     *
     * @throws com.ieltsaiprep.common.SettingsException if any are wrong, or the secret is missing
     */
    static WritingSettings read(Settings settings, String stage, Region own) {
        String model =
                settings.text(
                        "MARKING_MODEL", profile(own) + ".amazon.nova-micro-v1:0", MODEL, A_MODEL);
        String second = settings.text("MARKING_SECOND_MODEL", "", NO_MODEL, A_MODEL);
        settings.require(
                !second.equals(model), "MARKING_SECOND_MODEL must differ from MARKING_MODEL");
        MarkingSecrets secrets =
                settings.secret(
                        "MARKING_SECRET",
                        MarkingSecrets::parse,
                        "32 bytes in Base64, or several such with commas between them");
        settings.require(
                !settings.text("MARKING_SECRET", "").isEmpty(), "MARKING_SECRET is missing");
        String function =
                settings.text(
                        "WRITING_FUNCTION",
                        "ielts-genai-prep-writing-" + stage + ":live",
                        ApiSettings.FUNCTION,
                        "the name or ARN of a Lambda function");
        URI bedrock = ApiSettings.endpoint(settings, "AWS_ENDPOINT_URL_BEDROCK_RUNTIME");
        int seconds = settings.number("MARKING_REQUEST_SECONDS", MAX_SECONDS, 1, MAX_SECONDS);
        settings.check();
        return new WritingSettings(
                model,
                Optional.of(second).filter(it -> !it.isEmpty()),
                Objects.requireNonNull(secrets),
                function,
                bedrock,
                Duration.ofSeconds(seconds));
    }

    /** Returns the prefix of the inference profiles that keep requests in the region's area. */
    private static String profile(Region region) {
        return switch (region) {
            case VIRGINIA -> "us";
            case IRELAND -> "eu";
            case SINGAPORE -> "apac";
        };
    }
}
