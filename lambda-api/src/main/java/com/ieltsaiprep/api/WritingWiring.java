package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.assessment.AssessmentRoutes;
import com.ieltsaiprep.api.assessment.Assessments;
import com.ieltsaiprep.api.entitlement.WritingAttempts;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.writing.BedrockMarker;
import com.ieltsaiprep.api.writing.LambdaHandOverSender;
import com.ieltsaiprep.api.writing.MarkingTimes;
import com.ieltsaiprep.api.writing.WritingFeature;
import com.ieltsaiprep.api.writing.WritingModels;
import com.ieltsaiprep.api.writing.WritingServices;
import com.ieltsaiprep.common.Settings;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Wiring of the function {@code writing}. */
final class WritingWiring {
    private WritingWiring() {}

    static RequestStreamHandler function(
            Wiring wiring, Function<String, @Nullable String> environment) {
        ApiSettings common = wiring.settings;
        WritingSettings settings =
                WritingSettings.read(
                        new Settings(environment), common.stage(), common.regions().own());
        String region = common.regions().own().awsName();
        WritingAttempts attempts = new WritingAttempts(wiring.dynamo, wiring.tokens, wiring.clock);
        Assessments assessments =
                new Assessments(wiring.dynamo, attempts, wiring.events, wiring.clock);
        WritingFeature test =
                new WritingFeature(
                        new WritingServices(
                                attempts, assessments, wiring.events, wiring.clock, wiring.elapsed),
                        new WritingModels(
                                new BedrockMarker(region, wiring.credentials, settings.bedrock()),
                                settings.model(),
                                settings.secondModel()),
                        new WritingFeature.Sealing(
                                settings.secrets(),
                                wiring.random,
                                new LambdaHandOverSender(
                                        settings.function(),
                                        region,
                                        wiring.credentials,
                                        common.endpoints().lambda())),
                        MarkingTimes.OF_FUNCTION.withInRequest(settings.inRequest()));
        List<Route> routes =
                Stream.of(
                                test.routes(
                                        wiring.guard, () -> wiring.appConfig.require().newTests()),
                                new AssessmentRoutes(assessments, wiring.guard).routes())
                        .flatMap(List::stream)
                        .toList();
        return wiring.function(routes)
                .onDirectEvent(WritingFeature.CONTINUE, test.continuation(Wiring::sleep));
    }
}
