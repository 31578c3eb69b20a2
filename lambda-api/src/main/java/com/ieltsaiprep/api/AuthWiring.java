package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.account.AccountMailer;
import com.ieltsaiprep.api.account.AccountParts;
import com.ieltsaiprep.api.account.AccountRoutes;
import com.ieltsaiprep.api.credentials.Argon2Passwords;
import com.ieltsaiprep.api.credentials.DynamoResetCodes;
import com.ieltsaiprep.api.credentials.MinimumResponseTime;
import com.ieltsaiprep.api.credentials.PasswordsOnDemand;
import com.ieltsaiprep.api.credentials.SignInService;
import com.ieltsaiprep.api.operations.ClientEventLog;
import com.ieltsaiprep.api.operations.ClientEventsEndpoint;
import com.ieltsaiprep.api.operations.ConfigEndpoint;
import com.ieltsaiprep.api.operations.DynamoHealthCheck;
import com.ieltsaiprep.api.operations.HealthEndpoint;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.platform.mail.SesClients;
import com.ieltsaiprep.api.platform.mail.SesEmailSender;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitKey;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.profile.DynamoPersonalData;
import com.ieltsaiprep.api.profile.DynamoProfiles;
import com.ieltsaiprep.api.profile.Profiles;
import com.ieltsaiprep.api.qr.DynamoQrSignIns;
import com.ieltsaiprep.api.qr.QrRoutes;
import com.ieltsaiprep.api.qr.QrSignIns;
import com.ieltsaiprep.api.registration.DynamoRegistrations;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.api.session.SessionResponses;
import com.ieltsaiprep.api.session.SessionRoutes;
import com.ieltsaiprep.api.session.Sessions;
import com.ieltsaiprep.api.session.SignInListing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The function {@code auth}. */
final class AuthWiring {
    private final Wiring wiring;
    private final Sessions sessions;
    private final Profiles profiles;
    private final EmailSender emailSender;

    private AuthWiring(Wiring wiring) {
        this.wiring = wiring;
        this.sessions =
                new Sessions(
                        new Sessions.Parts(
                                wiring.sessionStore, wiring.copies, wiring.users, wiring.events),
                        wiring.secrets,
                        wiring.clock,
                        wiring.settings.regions().own());
        this.profiles =
                new Profiles(
                        wiring.users,
                        new DynamoProfiles(wiring.databases),
                        wiring.events::attemptsUnread);
        this.emailSender = emailSender(wiring);
    }

    static RequestStreamHandler function(Wiring wiring) {
        AuthWiring auth = new AuthWiring(wiring);
        return wiring.function(
                Stream.of(
                                auth.accounts().routes(),
                                auth.sessionRoutes().routes(),
                                auth.qr().routes(),
                                auth.operations())
                        .flatMap(List::stream)
                        .toList());
    }

    private AccountRoutes accounts() {
        Function<String, List<Map<String, Object>>> signIns =
                new SignInListing(wiring.databases, wiring.clock);
        AccountParts parts =
                new AccountParts(
                        new AccountParts.Stores(
                                wiring.users,
                                new DynamoRegistrations(wiring.databases),
                                new DynamoResetCodes(wiring.databases)),
                        new PasswordsOnDemand(() -> new Argon2Passwords(wiring.random)),
                        emailSender,
                        new SignInService(sessions, wiring.events, signIns),
                        DynamoPersonalData.all(wiring.databases),
                        (what, userId, why) -> wiring.events.leftOver(what.slug(), userId, why));
        return new AccountRoutes(
                parts,
                profiles,
                new RequestGuard(wiring.authenticator, wiring.limits),
                new MinimumResponseTime(wiring.clock, Thread::sleep),
                wiring.clock,
                wiring.random);
    }

    private static EmailSender emailSender(Wiring wiring) {
        ApiSettings settings = wiring.settings;
        return new SesEmailSender(
                settings.mailFrom(),
                settings.places().web(),
                new SesClients(
                        settings.regions().own().awsName(),
                        wiring.credentials,
                        settings.endpoints().ses()),
                wiring.events::letterUnsent);
    }

    private SessionRoutes sessionRoutes() {
        return new SessionRoutes(
                sessions, wiring.authenticator, new SessionResponses(profiles), wiring.limits);
    }

    private QrRoutes qr() {
        ApiSettings settings = wiring.settings;
        AccountMailer mailer =
                new AccountMailer(wiring.users, emailSender, wiring.events::letterUnsent);
        return new QrRoutes(
                new QrSignIns(
                        new DynamoQrSignIns(wiring.databases),
                        sessions,
                        wiring.users,
                        wiring.secrets,
                        wiring.clock,
                        settings.regions().own()),
                new QrRoutes.Parts(
                        wiring.authenticator,
                        new SessionResponses(profiles),
                        wiring.limits,
                        wiring.events,
                        (userId, browser, place, at) ->
                                mailer.send(
                                        userId,
                                        new EmailMessage.BrowserApproved(browser, place, at))),
                settings.places().web() + "/approve?token=");
    }

    private List<Route> operations() {
        return List.of(
                new Route("GET", "/health", health()),
                new Route("GET", "/config", new ConfigEndpoint(wiring.appConfig, addresses())),
                new Route(
                        "POST",
                        "/client-events",
                        new ClientEventsEndpoint(
                                request ->
                                        wiring.limits.spend(
                                                RateLimitRule.CLIENT_EVENTS,
                                                RateLimitKey.network(request.sourceIp())),
                                new ClientEventLog(wiring.log))));
    }

    private HealthEndpoint health() {
        ApiSettings settings = wiring.settings;
        String version = AuthWiring.class.getPackage().getImplementationVersion();
        return new HealthEndpoint(
                new HealthEndpoint.Place(
                        settings.regions().own().awsName(),
                        settings.stage(),
                        version == null ? "none" : version),
                new HealthEndpoint.Needs(
                        new DynamoHealthCheck(wiring.databases::own, wiring.databases),
                        new DynamoHealthCheck(wiring.databases::home, wiring.databases),
                        wiring.redis(RedisClient.Terms.HEALTH)::ping),
                wiring.elapsed);
    }

    private ConfigEndpoint.Addresses addresses() {
        Map<String, String> regions = new LinkedHashMap<>();
        wiring.settings
                .places()
                .apis()
                .forEach((region, url) -> regions.put(region.awsName(), url));
        return new ConfigEndpoint.Addresses(regions, wiring.settings.places().stream());
    }
}
