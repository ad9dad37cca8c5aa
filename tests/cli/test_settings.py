def test_x(settings):
    assert "farled-test-" in str(settings.FARLED_DATA)
