app_name = "lis1"
urlpatterns: list = []
