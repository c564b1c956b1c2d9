-- Rows as a ledger of schema 18 held them; never edited once that schema is released.
INSERT INTO article (id, doc, address, path, media_type, charset, flattener, retrieved, added_at, given, extra,
                     notes, text_hash, text, raw)
VALUES ('a0000000000000001', 'harbour', 'https://harbour.example/1', 'pages/harbour.txt', 'text/plain', 'utf-8',
        NULL, '2031-03-11T08:30:00.000000+00:00', '2031-03-11T08:31:00.000000+00:00',
        '{"url": "https://harbour.example/1"}', '{"desk": 4}', '["charset guessed"]', 'sha256:1',
        '"We saw no ships," Ilan Dravek said.', x'789c030000000001');
INSERT INTO source_map VALUES ('a0000000000000001', 0, 0, 36, '/html/body/p');
INSERT INTO reading (article, maker_name, maker_version, read_at, title, outlet, language, published_first,
                     published_last, published_precision, published_basis, updated_first, updated_last,
                     updated_precision, updated_basis)
VALUES ('a0000000000000001', 'rules', '1', '2031-03-11T08:31:00.000000+00:00', 'No ships', 'The Harbour Post',
        'en', '2031-03-10', '2031-03-10', 'day', 'dateline', '2031-03-11', '2031-03-11', 'day', 'stamp');
INSERT INTO block VALUES ('a0000000000000001', 0, 0, 36, 'body', 0.25);
INSERT INTO actor VALUES ('a0000000000000001', 'p0000000000000001', 0, 'Ilan Dravek', 'person', 0);
INSERT INTO actor_mention VALUES ('a0000000000000001', 'p0000000000000001', 0, 19, 30);
INSERT INTO role VALUES ('a0000000000000001', 'p0000000000000001', 0, 'minister', 'Veldoria', 19, 30, '2031-03-10', 0);
INSERT INTO statement (number, id, article, ordinal, mode, kind, act, block, speaker, doubt, doubt_speaker, doubt_span)
VALUES (1, 's0000000000000001', 'a0000000000000001', 0, 'said', 'direct', 'denies', 'body', 'p0000000000000001', 0.5, 0, 0);
INSERT INTO statement_span VALUES (1, 'source', 0, 19, 30), (1, 'cue', 0, 31, 35), (1, 'content', 0, 1, 17);
INSERT INTO statement_relay VALUES (1, 0, 'Radio Tessaly');
INSERT INTO statement_words (rowid, content, speaker, source, title, facets)
VALUES (1, 'We saw no ships,', 'Ilan Dravek', 'Ilan Dravek', 'No ships', 'zqp1 zqo1 zqd203103 zqk0 zqa1 zqm0 zqlen0');
INSERT INTO skipped VALUES ('acquire', 'lost.txt', 'no permission', 'change its mode', '2031-03-11T08:31:00.000000+00:00');
INSERT INTO tombstone VALUES ('a0000000000000002', '2031-03-11T09:00:00.000000+00:00', 'asked to');
INSERT INTO judgement (number, article, field, quotation, words_before, words_after, verdict, correction, judged_by,
                       judged_at, other_article, words, undoes, seen)
VALUES (1, 'a0000000000000001', 'speaker', 'We saw no ships,', '"', '" Ilan Dravek said.', 'right', NULL, 'Petra',
        '2031-03-12T00:00:00.000000+00:00', NULL, '[]', NULL, NULL);
INSERT INTO decision VALUES ('s0000000000000001', 'right', 'p0000000000000001', 'Ilan Dravek', NULL, 'denies',
                             'direct', NULL, NULL, NULL, NULL, 0.5, '[[1, 17]]', '[]', 'Petra',
                             '2031-03-12T00:00:00.000000+00:00', 'j0000000000000001');
INSERT INTO saved_search VALUES ('ships', 'q=ships', 'Petra', '2031-03-12T00:00:00.000000+00:00', NULL);
INSERT INTO fetched VALUES ('https://harbour.example/1', 'a0000000000000001', '"v1"', NULL,
                            '2031-03-11T08:30:00.000000+00:00');
INSERT INTO feed VALUES ('https://harbour.example/feed', '2031-03-11T08:30:00.000000+00:00', 0, NULL,
                         'https://harbour.example/feed', '"f1"', NULL);
INSERT INTO feed_entry (number, feed, entry, version, seen_at, outcome, article, said)
VALUES (1, 'https://harbour.example/feed', 'e1', 'v1', '2031-03-11T08:30:00.000000+00:00', 'page',
        'a0000000000000001', NULL),
       (2, 'https://harbour.example/feed', 'e2', 'v2', '2031-03-11T08:30:00.000000+00:00', NULL, NULL, '{}');
INSERT INTO sketch VALUES (1, 'a0000000000000001', 'runs of five words 1', '2031-03-11T08:31:00.000000+00:00', 25, 'd1',
                           '[7,9]', 1, NULL);
INSERT INTO sketch_hash VALUES (7, 1), (9, 1);
INSERT INTO linking VALUES (1, 'link', '1', '1 2031');
INSERT INTO event VALUES ('e0000000000000001', 'talks', '["Ilan Dravek"]', 'Lindhaven', '2031-03-10', '2031-03-10',
                          'day', 'dateline', '[["a0000000000000001", 19, 30]]');
INSERT INTO utterance VALUES ('s0000000000000001', 'Ilan Dravek', NULL, NULL, NULL, NULL, 'e0000000000000001', 0);
INSERT INTO utterance_statement VALUES ('s0000000000000001', 's0000000000000001', 0);
INSERT INTO utterance_alias VALUES ('s0000000000000009', 's0000000000000001');
INSERT INTO exchange VALUES ('x0000000000000001', 'denies', 's0000000000000001', 's0000000000000001',
                             '[["a0000000000000001", 1, 17]]', 1, 0.5);
INSERT INTO figure VALUES ('f0000000000000001', 'a0000000000000001', 8, 10, 0, 0, 'ships', 'ships', NULL,
                           's0000000000000001'),
                          ('f0000000000000002', 'a0000000000000001', 8, 12, 0, NULL, 'ships', 'ships', NULL, NULL);
INSERT INTO figure_alignment VALUES ('f0000000000000001', 'f0000000000000002', 'same');
INSERT INTO story VALUES ('y0000000000000001', 'No ships', '["e0000000000000001"]');
INSERT INTO story_article VALUES ('y0000000000000001', 'a0000000000000001', 0);
INSERT INTO person VALUES ('h0000000000000001', 'Ilan Dravek', 'person', '["Ilan Dravek"]', NULL);
INSERT INTO person_actor VALUES ('a0000000000000001', 'p0000000000000001', 'h0000000000000001');
INSERT INTO loan VALUES ('s0000000000000001', 'a0000000000000001', '2031-03-10', '2031-03-10', 'day', 'lent');
INSERT INTO link_word VALUES ('Veldo', 'Veldoria', 'a0000000000000001', 1);
INSERT INTO link_state VALUES ('Veldoria');
INSERT INTO link_card VALUES (7, 'name dravek', 'ilan', '["person","Ilan Dravek",["Ilan Dravek"],["dravek","ilan",[],""],null,[]]');
INSERT INTO link_card_post VALUES ('office minister of Veldoria', 7);
INSERT INTO link_member VALUES ('a0000000000000001', 'p0000000000000001', 7, 'h0000000000000001');
INSERT INTO link_statement VALUES (1, 1, 's0000000000000001', 'a0000000000000001', 'p0000000000000001', x'5b5d', NULL, NULL, 742000,
                                   x'0100000000000000', 2);
INSERT INTO link_gone VALUES ('statement', 9, 742000, x'0100000000000000');
INSERT INTO link_row VALUES (1, 742000, 1);
INSERT INTO link_tie VALUES (1, 2, 0.75), (2, 1, 0.75);
INSERT INTO link_judged VALUES ('s0000000000000001', 's0000000000000002', 0);
INSERT INTO link_attended VALUES ('s0000000000000001', 'e0000000000000001');
INSERT INTO link_figure VALUES (1, 'f0000000000000001', 'a0000000000000001', '["ships",[],[],null,null]', 742000,
                                x'0100000000000000');
INSERT INTO link_sign VALUES ('s0000000000000001', 's0000000000000001', 'a0000000000000001', 'denies', 1, 17, 0.5, 1);
INSERT INTO own_people VALUES (1, 'people.csv', 'name,office
Ilan Dravek,minister
');
INSERT INTO vector (statement, encoder, words, codes, rows)
VALUES (1, '1', 7, x'8000000000000000', x'010001');
INSERT INTO link_told VALUES ('a0000000000000001', '["a0000000000000001","harbour",null,0,[],[],[],[]]');
INSERT INTO link_asked VALUES ('a0000000000000001', 'name ilan dravek');
INSERT INTO link_bears VALUES ('h0000000000000001', 'name ilan dravek', '');
INSERT INTO link_local VALUES ('a0000000000000001', 0, 742000, 742000, 'a0000000000000001 0', 'e0000000000000001');
INSERT INTO link_local_row VALUES (1, 742000, '', 'a0000000000000001 000000000001 meeting', 'a0000000000000001', 0);
INSERT INTO link_event VALUES ('e0000000000000001', '["e0000000000000001","meeting",[],null,null]', NULL, 0);
INSERT INTO link_tenure VALUES ('a0000000000000001', 'h0000000000000001', '[]');
INSERT INTO link_anchor VALUES ('a0000000000000001', '[null,""]');
INSERT INTO link_lent VALUES ('s0000000000000001', 'a0000000000000001', '[]');
INSERT INTO link_front VALUES ('a0000000000000001', 'a0000000000000001', '["s0000000000000001"]', '');
INSERT INTO link_news VALUES ('e0000000000000001', '2031-03-10', 1, NULL, 'e0000000000000001');
INSERT INTO link_news_article VALUES ('e0000000000000001', 'a0000000000000001', 1);
INSERT INTO story_former VALUES ('y0000000000000002', 'a0000000000000001');
