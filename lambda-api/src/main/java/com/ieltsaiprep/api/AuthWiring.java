package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.account.AccountParts;
import com.ieltsaiprep.api.account.AccountProfiles;
import com.ieltsaiprep.api.account.AccountRoutes;
import com.ieltsaiprep.api.account.EvenTime;
import com.ieltsaiprep.api.account.Gate;
import com.ieltsaiprep.api.account.Letters;
import com.ieltsaiprep.api.account.SessionTokens;
import com.ieltsaiprep.api.dynamo.DynamoCodes;
import com.ieltsaiprep.api.dynamo.DynamoHolding;
import com.ieltsaiprep.api.dynamo.DynamoProbe;
import com.ieltsaiprep.api.dynamo.DynamoProfiles;
import com.ieltsaiprep.api.dynamo.DynamoQrTokens;
import com.ieltsaiprep.api.dynamo.DynamoRegistrations;
import com.ieltsaiprep.api.dynamo.SignInList;
import com.ieltsaiprep.api.http.Route;
import com.ieltsaiprep.api.limit.Limit;
import com.ieltsaiprep.api.limit.Subjects;
import com.ieltsaiprep.api.mail.Letter;
import com.ieltsaiprep.api.mail.Mail;
import com.ieltsaiprep.api.mail.SesClients;
import com.ieltsaiprep.api.mail.SesMail;
import com.ieltsaiprep.api.ops.ClientEventLog;
import com.ieltsaiprep.api.ops.ClientEventsEndpoint;
import com.ieltsaiprep.api.ops.ConfigEndpoint;
import com.ieltsaiprep.api.ops.HealthEndpoint;
import com.ieltsaiprep.api.password.Argon2Passwords;
import com.ieltsaiprep.api.password.PasswordsOnDemand;
import com.ieltsaiprep.api.qr.QrRoutes;
import com.ieltsaiprep.api.qr.QrSignIns;
import com.ieltsaiprep.api.redis.RedisLink;
import com.ieltsaiprep.api.session.SessionAnswers;
import com.ieltsaiprep.api.session.SessionRoutes;
import com.ieltsaiprep.api.session.Sessions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The function {@code auth}. */
final class AuthWiring {
    private final Wiring wiring;
    private final Sessions sessions;
    private final AccountProfiles profiles;
    private final Mail mail;

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
                new AccountProfiles(
                        wiring.users,
                        new DynamoProfiles(wiring.databases),
                        wiring.events::attemptsUnread);
        this.mail = mail(wiring);
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
                new SignInList(wiring.databases, wiring.clock);
        AccountParts parts =
                new AccountParts(
                        new AccountParts.Stores(
                                wiring.users,
                                new DynamoRegistrations(wiring.databases),
                                new DynamoCodes(wiring.databases)),
                        new PasswordsOnDemand(() -> new Argon2Passwords(wiring.random)),
                        mail,
                        new SessionTokens(sessions, wiring.events, signIns),
                        DynamoHolding.all(wiring.databases),
                        (what, userId, why) -> wiring.events.leftOver(what.slug(), userId, why));
        return new AccountRoutes(
                parts,
                profiles,
                new Gate(wiring.authenticator, wiring.limits),
                new EvenTime(wiring.clock, Thread::sleep),
                wiring.clock,
                wiring.random);
    }

    private static Mail mail(Wiring wiring) {
        ApiSettings settings = wiring.settings;
        return new SesMail(
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
                sessions, wiring.authenticator, new SessionAnswers(profiles), wiring.limits);
    }

    private QrRoutes qr() {
        ApiSettings settings = wiring.settings;
        Letters letters = new Letters(wiring.users, mail, wiring.events::letterUnsent);
        return new QrRoutes(
                new QrSignIns(
                        new DynamoQrTokens(wiring.databases),
                        sessions,
                        wiring.users,
                        wiring.secrets,
                        wiring.clock,
                        settings.regions().own()),
                new QrRoutes.Parts(
                        wiring.authenticator,
                        new SessionAnswers(profiles),
                        wiring.limits,
                        wiring.events,
                        (userId, browser, place, at) ->
                                letters.send(
                                        userId, new Letter.BrowserApproved(browser, place, at))),
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
                                                Limit.CLIENT_EVENTS,
                                                Subjects.network(request.sourceIp())),
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
                        new DynamoProbe(wiring.databases::own, wiring.databases),
                        new DynamoProbe(wiring.databases::home, wiring.databases),
                        wiring.redis(RedisLink.Terms.HEALTH)::ping),
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
